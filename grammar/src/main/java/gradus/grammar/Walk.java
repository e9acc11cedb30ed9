package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one walk over a program, whatever it means. */
public final class Walk {
  private Walk() {}

  /** What variables mean. */
  interface Scope<V> {
    V get(String name);
  }

  /**
   * Folds the statements of a program, in order.
   *
   * @param program what to fold
   * @param meaning what its parts mean
   * @param inputs what its parameters mean, by name; not changed
   * @param <V> what a value is
   * @return what every name means at the end
   */
  public static <V> Map<String, V> fold(
      Program program, Interpretation<V> meaning, Map<String, V> inputs) {
    Slots slots = program.slots();
    List<V> values = slots.filled(null);
    List<String> known = slots.names();
    for (int slot = 0; slot < known.size(); slot++) {
      values.set(slot, inputs.get(known.get(slot)));
    }
    fold(program, meaning, values);
    Map<String, V> names = new HashMap<>(inputs);
    for (int slot = 0; slot < known.size(); slot++) {
      names.put(known.get(slot), values.get(slot));
    }
    return names;
  }

  /** Folds all statements, in order. What names mean is in their slots, before and after. */
  static <V> void fold(Program program, Interpretation<V> meaning, List<V> values) {
    BitSet all = new BitSet();
    all.set(0, program.statements().size());
    fold(program, meaning, values, all);
  }

  /** Folds some statements, in order. What names mean is in their slots, before and after. */
  static <V> void fold(
      Program program, Interpretation<V> meaning, List<V> values, BitSet statements) {
    Reader<V> reader = new Reader<>(program.slots(), values);
    for (int i = statements.nextSetBit(0); i >= 0; i = statements.nextSetBit(i + 1)) {
      Statement statement = program.statements().get(i);
      reader.next = program.slots().begin(i);
      V value = fold(statement.value(), meaning, reader);
      values.set(program.slots().target(i), meaning.assign(statement, value));
    }
  }

  /** Knows in which slot the next variable is. */
  private static final class Reader<V> implements Scope<V> {
    private final Slots slots;
    private final List<V> values;
    private int next;

    Reader(Slots slots, List<V> values) {
      this.slots = slots;
      this.values = values;
    }

    @Override
    public V get(String name) {
      return values.get(slots.read(next++));
    }
  }

  /**
   * Folds one expression.
   *
   * @param expression what to fold
   * @param meaning what its parts mean
   * @param names what its variables mean
   * @param <V> what a value is
   * @return what it means
   */
  public static <V> V fold(Expression expression, Interpretation<V> meaning, Map<String, V> names) {
    return fold(expression, meaning, names::get);
  }

  /** Folds one expression whose variables mean what a scope says. */
  static <V> V fold(Expression expression, Interpretation<V> meaning, Scope<V> scope) {
    return fold(expression, meaning, scope, null);
  }

  private static <V> V fold(
      Expression expression, Interpretation<V> meaning, Scope<V> scope, Place outer) {
    return switch (expression) {
      case Number number -> meaning.number(number.value());
      case Variable variable -> scope.get(variable.name());
      case Call call -> fold(call, meaning, scope, outer);
    };
  }

  private static <V> V fold(Call call, Interpretation<V> meaning, Scope<V> scope, Place outer) {
    List<V> arguments = arguments(call.arguments(), meaning, scope, outer);
    if (call.function().definition() instanceof Definition.Body body
        && !meaning.takesWhole(call.function())) {
      return fold(body, meaning, arguments, outer == null ? call.place() : outer);
    }
    return meaning.call(
        outer == null ? call : new Call(call.function(), call.arguments(), outer), arguments);
  }

  /** Few as they are, each number has a list that takes no array. */
  private static <V> List<V> arguments(
      List<Expression> parts, Interpretation<V> meaning, Scope<V> scope, Place outer) {
    if (parts.isEmpty()) {
      return List.of();
    }
    V first = fold(parts.get(0), meaning, scope, outer);
    if (parts.size() == 1) {
      return List.of(first);
    }
    V second = fold(parts.get(1), meaning, scope, outer);
    return parts.size() == 2
        ? List.of(first, second)
        : List.of(first, second, fold(parts.get(2), meaning, scope, outer));
  }

  /** Folds the body of a function that is called somewhere. */
  static <V> V fold(
      Definition.Body body, Interpretation<V> meaning, List<V> arguments, Place place) {
    List<String> parameters = body.parameters();
    return fold(body.expression(), meaning, name -> arguments.get(parameters.indexOf(name)), place);
  }
}
