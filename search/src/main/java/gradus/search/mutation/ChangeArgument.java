package gradus.search.mutation;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Changes one argument of one statement: a variable becomes another of the same kind, a constant
 * another constant. The function stays.
 */
public final class ChangeArgument implements Mutation {
  /** The mutation; it has no settings. */
  public ChangeArgument() {}

  @Override
  public String name() {
    return "change";
  }

  @Override
  public Optional<Program> apply(Program parent, SearchSpace space, RandomGenerator random) {
    int reachable = parent.statements().size() - space.fixed();
    if (reachable == 0) {
      return Optional.empty();
    }
    int position = random.nextInt(reachable);
    Statement statement = parent.statements().get(position);
    return switch (statement.value()) {
      case Call call when call.arguments().isEmpty() -> Optional.empty();
      case Call call -> {
        int index = random.nextInt(call.arguments().size());
        yield other(call.arguments().get(index), parent, space, position, random)
            .map(argument -> replace(call, index, argument))
            .map(value -> child(parent, position, value));
      }
      case Number number ->
          other(number, parent, space, position, random)
              .map(value -> child(parent, position, value));
      case Variable variable ->
          other(variable, parent, space, position, random)
              .map(value -> child(parent, position, value));
    };
  }

  private static Optional<Expression> other(
      Expression argument,
      Program parent,
      SearchSpace space,
      int position,
      RandomGenerator random) {
    return switch (argument) {
      case Number number -> Optional.of(Number.of(Draw.constant(number.value(), random)));
      case Variable variable -> {
        Map<String, Kind> readable = space.readable(parent, Kinds.of(parent), position);
        Kind kind = readable.get(variable.name());
        List<String> others =
            readable.keySet().stream()
                .filter(name -> readable.get(name) == kind && !name.equals(variable.name()))
                .toList();
        yield others.isEmpty()
            ? Optional.empty()
            : Optional.of(Variable.of(Draw.one(others, random)));
      }
      case Call call -> throw new IllegalArgumentException("not flat: " + call);
    };
  }

  private static Expression replace(Call call, int index, Expression argument) {
    List<Expression> arguments = new ArrayList<>(call.arguments());
    arguments.set(index, argument);
    return new Call(call.function(), arguments, call.place());
  }

  private static Program child(Program parent, int position, Expression value) {
    List<Statement> statements = new ArrayList<>(parent.statements());
    statements.set(position, Statement.of(statements.get(position).target(), value));
    return parent.with(statements);
  }
}
