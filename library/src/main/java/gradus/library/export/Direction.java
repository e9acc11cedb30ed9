package gradus.library.export;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Program;
import gradus.grammar.RateFactor;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program taken apart as Optax composes optimizers: a direction, then a decay of the weights,
 * then the learning rate.
 *
 * @param program computes the direction; where {@code scaled}, without the learning rate
 * @param scaled whether all that the learning rate does is to scale the update
 * @param decay the hyperparameter or number that the weights are multiplied by before they are
 *     added to the direction, where there is one
 */
record Direction(Program program, boolean scaled, Optional<Expression> decay) {
  /** Takes a program apart. */
  static Direction of(Program program) {
    Optional<Program> direction = RateFactor.remove(program);
    if (direction.isEmpty()) {
      return new Direction(program, false, Optional.empty());
    }
    Optional<Call> sum = last(direction.get()).flatMap(value -> call(value, "+"));
    for (int i = 0; sum.isPresent() && i < 2; i++) {
      Optional<Expression> decay = decay(program, sum.get().arguments().get(i));
      if (decay.isPresent()) {
        Program rest = withLast(direction.get(), sum.get().arguments().get(1 - i));
        return new Direction(rest, true, decay);
      }
    }
    return new Direction(direction.get(), true, Optional.empty());
  }

  /** What the update is at the end, if that is the last thing that is computed. */
  private static Optional<Expression> last(Program program) {
    List<Statement> statements = program.statements();
    return statements.isEmpty() || !statements.getLast().target().equals(program.update())
        ? Optional.empty()
        : Optional.of(statements.getLast().value());
  }

  private static Program withLast(Program program, Expression value) {
    List<Statement> statements = new ArrayList<>(program.statements());
    Statement last = statements.removeLast();
    if (!value.equals(Variable.of(program.update()))) {
      statements.add(new Statement(last.target(), value, last.place()));
    }
    return program.with(statements);
  }

  private static Optional<Call> call(Expression value, String operator) {
    return value instanceof Call call
            && call.function().operator().equals(Optional.of(operator))
            && call.arguments().size() == 2
        ? Optional.of(call)
        : Optional.empty();
  }

  /** What the weights are multiplied by, if that is a hyperparameter or a number. */
  private static Optional<Expression> decay(Program program, Expression value) {
    Optional<Call> product = call(value, "*");
    Variable weight = Variable.of(program.weight());
    if (product.isEmpty() || !product.get().arguments().contains(weight)) {
      return Optional.empty();
    }
    List<Expression> both = product.get().arguments();
    Expression factor = both.get(both.getFirst().equals(weight) ? 1 : 0);
    boolean assigned =
        program.statements().stream()
            .anyMatch(line ->
                line.target().equals(program.weight())
                    || factor instanceof Variable name && line.target().equals(name.name()));
    return switch (factor) {
      case Number number when !assigned -> Optional.of(number);
      case Variable name when !assigned && program.hyperparameters().containsKey(name.name()) ->
          Optional.of(name);
      default -> Optional.empty();
    };
  }
}
