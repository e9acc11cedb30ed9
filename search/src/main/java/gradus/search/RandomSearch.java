package gradus.search;

import gradus.grammar.Expression.Variable;
import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.mutation.InsertStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Programs of random statements: with the parameters of a start program, from one statement up to
 * twice as many as it has, each inserted as evolution inserts them. Nothing is learned from what
 * came before.
 */
public final class RandomSearch implements Strategy {
  private final SearchSpace space;
  private final List<Program> starts;
  private final InsertStatement insert = new InsertStatement();

  /**
   * A random search.
   *
   * @param configuration not needed
   * @param space what may be written
   * @param starts valid, flat programs of the space, for their parameters and lengths
   */
  public RandomSearch(Configuration configuration, SearchSpace space, List<Program> starts) {
    this.space = space;
    this.starts = List.copyOf(starts);
  }

  @Override
  public Proposal propose(int number, RandomGenerator random) {
    int discarded = 0;
    while (true) {
      Program start = starts.get(random.nextInt(starts.size()));
      Program program = empty(start);
      int longest = Math.min(2 * start.statements().size(), space.length() - 1);
      int statements = 1 + random.nextInt(Math.max(1, longest));
      while (program.statements().size() <= statements) {
        Optional<Program> longer = insert.apply(program, space, random).filter(space::valid);
        program = longer.orElse(program);
        discarded += longer.isEmpty() ? 1 : 0;
      }
      return new Proposal(0, "random", program, Hash.of(program), discarded);
    }
  }

  /** The update is the gradient, and what the space fixes follows. */
  private Program empty(Program start) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.of(start.update(), Variable.of(start.gradient())));
    int size = start.statements().size();
    statements.addAll(start.statements().subList(size - space.fixed(), size));
    return start.with(statements);
  }

  @Override
  public void take(Individual individual) {
    // nothing is learned
  }

  @Override
  public int founders() {
    return 0;
  }
}
