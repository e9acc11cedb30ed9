package gradus.search.mutation;

import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Takes one statement out. */
public final class DeleteStatement implements Mutation {
  /** The mutation; it has no settings. */
  public DeleteStatement() {}

  @Override
  public String name() {
    return "delete";
  }

  @Override
  public Optional<Program> apply(Program parent, SearchSpace space, RandomGenerator random) {
    int reachable = parent.statements().size() - space.fixed();
    if (reachable == 0) {
      return Optional.empty();
    }
    List<Statement> statements = new ArrayList<>(parent.statements());
    statements.remove(random.nextInt(reachable));
    return Optional.of(parent.with(statements));
  }
}
