package gradus.search.mutation;

import gradus.grammar.Program;
import gradus.search.SearchSpace;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A small random change of a program. */
public interface Mutation {
  /**
   * What the journal calls it.
   *
   * @return one word
   */
  String name();

  /**
   * Changes a program.
   *
   * @param parent a valid, flat program of the space; not changed
   * @param space what may be written
   * @param random where chance comes from
   * @return the child, which may be invalid; nothing if the change does not apply
   */
  Optional<Program> apply(Program parent, SearchSpace space, RandomGenerator random);
}
