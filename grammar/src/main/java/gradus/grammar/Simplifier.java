package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Writes a program shorter: dead statements and dead states go, laws are applied, copies are read
 * where they come from.
 */
public final class Simplifier {
  private Simplifier() {}

  /**
   * The program without what is redundant. No result changes, bit by bit.
   *
   * @param program a program without problems
   * @return a program with the same hash, of at most as many statements
   */
  public static Program simplify(Program program) {
    return settled(program, before -> Values.whole());
  }

  /**
   * The program as it is best read: without what matters only where some value is infinite or NaN.
   * Where all are finite, results are the same but for the sign of a zero, with hyperparameters at
   * their defaults.
   *
   * @param program a program without problems
   * @return a program that may have another hash, of at most as many statements
   */
  public static Program readable(Program program) {
    return settled(program, before -> Values.readable(new Signs(before)));
  }

  private static Program settled(Program program, Function<Program, Values> graph) {
    Program before = program;
    while (true) {
      Program live = withoutDead(before);
      Program after = rewritten(live, graph.apply(live));
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }

  /**
   * The program without the statements and states that do not matter.
   *
   * @param program any program
   * @return the program with what is alive
   */
  public static Program withoutDead(Program program) {
    Liveness live = Liveness.of(program);
    List<Statement> statements = new ArrayList<>(live.statements().cardinality());
    for (int i = live.statements().nextSetBit(0); i >= 0; i = live.statements().nextSetBit(i + 1)) {
      statements.add(program.statements().get(i));
    }
    return program.with(statements).withStates(live.states());
  }

  private static Program rewritten(Program program, Values values) {
    SequencedMap<String, Value> held = new LinkedHashMap<>();
    program.parameters().forEach(name -> held.put(name, values.input(name)));
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : program.statements()) {
      Value value = Walk.fold(statement.value(), values, held);
      Expression shorter =
          new Writer(held, size(statement.value())).express(value).orElse(statement.value());
      if (held.get(statement.target()) != value) {
        statements.add(new Statement(statement.target(), shorter, statement.place()));
      }
      held.put(statement.target(), value);
    }
    return program.with(statements);
  }

  /**
   * Writes a value with the names that hold something now, if that can be done and is not longer
   * than it was. A value that no name holds any more is written out; where it was used many times
   * that would take for ever, so the length bounds the work too.
   */
  private static final class Writer {
    private final Map<String, Value> held;
    private int left;

    Writer(Map<String, Value> held, int longest) {
      this.held = held;
      this.left = longest;
    }

    Optional<Expression> express(Value value) {
      left--;
      if (left < 0) {
        return Optional.empty();
      }
      if (value.isNumber()) {
        return Optional.of(Number.of(value.number));
      }
      for (Map.Entry<String, Value> entry : held.entrySet()) {
        if (entry.getValue() == value) {
          return Optional.of(Variable.of(entry.getKey()));
        }
      }
      return value.function == null ? Optional.empty() : call(value);
    }

    private Optional<Expression> call(Value value) {
      List<Expression> arguments = new ArrayList<>();
      for (Value argument : value.arguments) {
        Optional<Expression> expression = express(argument);
        if (expression.isEmpty()) {
          return Optional.empty();
        }
        arguments.add(expression.get());
      }
      return Optional.of(new Call(value.function, arguments, Place.NONE));
    }
  }

  /** How many numbers, variables and calls an expression has. */
  private static int size(Expression expression) {
    return switch (expression) {
      case Number number -> 1;
      case Variable variable -> 1;
      case Call call -> 1 + call.arguments().stream().mapToInt(Simplifier::size).sum();
    };
  }
}
