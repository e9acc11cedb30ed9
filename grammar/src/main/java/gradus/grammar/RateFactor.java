package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the learning rate out of a program whose update is proportional to it by the way it is
 * written: {@code (a + b) * lr} becomes {@code a + b}, and {@code size * a + lr * b} becomes the
 * same where {@code size} was {@code lr / c} and is {@code 1 / c} then.
 */
public final class RateFactor {
  private final Program program;
  private final Variable rate;
  private final List<Statement> statements;

  private RateFactor(Program program) {
    this.program = program;
    this.rate = Variable.of(program.rate());
    this.statements = new ArrayList<>(program.statements());
  }

  /**
   * The program without the factor, if all that the rate does is to scale the update.
   *
   * @param program a program without problems
   * @return a program that does not read its rate, whose update times the rate is what it was, but
   *     for rounding; nothing if the update is not a product with the rate, or the rate is read for
   *     anything else
   */
  public static Optional<Program> remove(Program program) {
    return new RateFactor(program).program();
  }

  private Optional<Program> program() {
    int last = lastUpdate();
    if (last < 0 || !(statements.get(last).value() instanceof Call call) || !has(call, last)) {
      return Optional.empty();
    }
    divide(last);
    boolean more =
        program.states().contains(program.update())
            || program.update().equals(program.rate())
            || statements.stream()
                .anyMatch(line ->
                    reads(line.value(), program.rate()) > 0
                        || line.target().equals(program.rate()));
    return more ? Optional.empty() : Optional.of(program.with(statements));
  }

  /** The statement that computes the update, -1 if it is an input or read once more. */
  private int lastUpdate() {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).target().equals(program.update())) {
        return i;
      }
      if (reads(statements.get(i).value(), program.update()) > 0) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether a value that a statement reads has the factor. */
  private boolean has(Expression value, int reader) {
    return switch (value) {
      case Number number -> false;
      case Variable variable -> variable.equals(rate) || definition(variable, reader) >= 0;
      case Call call -> {
        List<Expression> arguments = call.arguments();
        yield switch (call.function().operator().orElse("")) {
          case "*" -> arguments.stream().anyMatch(argument -> has(argument, reader));
          case "/" -> has(arguments.getFirst(), reader);
          case "+", "-" -> arguments.stream().allMatch(argument -> has(argument, reader));
          default -> false;
        };
      }
    };
  }

  private void divide(int line) {
    Statement before = statements.get(line);
    Expression value = divided(before.value(), line);
    if (value.equals(Variable.of(before.target()))) {
      statements.remove(line);
    } else {
      statements.set(line, new Statement(before.target(), value, before.place()));
    }
  }

  /** A value that has the factor, without it. */
  private Expression divided(Expression value, int reader) {
    if (!(value instanceof Call call)) {
      if (value.equals(rate)) {
        return Number.of(1);
      }
      divide(definition((Variable) value, reader));
      return value;
    }
    List<Expression> arguments = new ArrayList<>(call.arguments());
    String operator = call.function().operator().orElseThrow();
    if (operator.equals("*")) {
      int rates = arguments.indexOf(rate);
      if (rates >= 0) {
        return arguments.get(1 - rates);
      }
      int place = has(arguments.getFirst(), reader) ? 0 : 1;
      arguments.set(place, divided(arguments.get(place), reader));
    } else if (operator.equals("/")) {
      arguments.set(0, divided(arguments.getFirst(), reader));
    } else {
      arguments.replaceAll(argument -> divided(argument, reader));
    }
    return new Call(call.function(), arguments, call.place());
  }

  /** Where a value that is read only once, here, was computed with the factor; -1 if nowhere. */
  private int definition(Variable variable, int reader) {
    String name = variable.name();
    int found = -1;
    int reads = 0;
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).target().equals(name)) {
        if (found >= 0 || i >= reader) {
          return -1;
        }
        found = i;
      }
      reads += reads(statements.get(i).value(), name);
    }
    boolean once = found >= 0 && reads == 1 && !program.states().contains(name);
    return once && has(statements.get(found).value(), found) ? found : -1;
  }

  private static int reads(Expression value, String name) {
    return switch (value) {
      case Number number -> 0;
      case Variable variable -> variable.name().equals(name) ? 1 : 0;
      case Call call -> call.arguments().stream().mapToInt(part -> reads(part, name)).sum();
    };
  }
}
