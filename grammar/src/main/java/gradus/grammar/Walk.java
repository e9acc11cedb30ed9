package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
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
    Map<String, V> names = new HashMap<>(inputs);
    Scope<V> scope = names::get;
    for (Statement statement : program.statements()) {
      V value = fold(statement.value(), meaning, scope);
      names.put(statement.target(), meaning.assign(statement, value));
    }
    return names;
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
      case Call call -> {
        List<Expression> parts = call.arguments();
        List<V> arguments = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
          arguments.add(fold(parts.get(i), meaning, scope, outer));
        }
        Place place = outer == null ? call.place() : outer;
        if (call.function().definition() instanceof Definition.Body body
            && !meaning.takesWhole(call.function())) {
          yield fold(body, meaning, arguments, place);
        }
        yield meaning.call(
            outer == null ? call : new Call(call.function(), call.arguments(), outer), arguments);
      }
    };
  }

  /** Folds the body of a function that is called somewhere. */
  static <V> V fold(
      Definition.Body body, Interpretation<V> meaning, List<V> arguments, Place place) {
    List<String> parameters = body.parameters();
    return fold(body.expression(), meaning, name -> arguments.get(parameters.indexOf(name)), place);
  }
}
