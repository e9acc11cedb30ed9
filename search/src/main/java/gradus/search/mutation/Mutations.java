package gradus.search.mutation;

import gradus.grammar.Program;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** The mutations with their weights. A new one is a class, a row here and a setting. */
public final class Mutations {
  private static final String PREFIX = "mutation.";

  private record Weighted(Mutation mutation, double weight) {}

  /**
   * What came of a mutation.
   *
   * @param mutation its name
   * @param program the child, which may be invalid; nothing if the mutation did not apply
   */
  public record Child(String mutation, Optional<Program> program) {}

  private final List<Weighted> all;
  private final double total;

  private Mutations(List<Weighted> all) {
    this.all = all;
    total = all.stream().mapToDouble(Weighted::weight).sum();
  }

  /**
   * All mutations.
   *
   * @param weight the weight of a mutation, by the setting {@code mutation.NAME}
   * @return the mutations
   */
  public static Mutations of(ToDoubleFunction<String> weight) {
    List<Weighted> all = new ArrayList<>();
    for (Mutation mutation :
        List.of(
            new InsertStatement(),
            new DeleteStatement(),
            new ChangeArgument(),
            new ChangeConstant())) {
      all.add(new Weighted(mutation, weight.applyAsDouble(PREFIX + mutation.name())));
    }
    return new Mutations(all);
  }

  /**
   * One mutation.
   *
   * @param mutation the mutation
   * @return no other than that
   */
  public static Mutations only(Mutation mutation) {
    return new Mutations(List.of(new Weighted(mutation, 1)));
  }

  /**
   * Changes a program by a mutation that is drawn by weight.
   *
   * @param parent a valid, flat program of the space; not changed
   * @param space what may be written
   * @param random where chance comes from
   * @return what came of it
   */
  public Child apply(Program parent, SearchSpace space, RandomGenerator random) {
    Mutation drawn = draw(random);
    return new Child(drawn.name(), drawn.apply(parent, space, random));
  }

  private Mutation draw(RandomGenerator random) {
    double left = random.nextDouble() * total;
    Mutation last = null;
    for (Weighted one : all) {
      last = one.weight() > 0 ? one.mutation() : last;
      left -= one.weight();
      if (left < 0) {
        return last;
      }
    }
    return last;
  }
}
