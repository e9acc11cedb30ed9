package gradus.grammar;

import java.util.List;

/**
 * What numbers, calls and assignments mean in some V. {@link Walk} folds a program through it.
 *
 * @param <V> what a value is here: a kind, a tree of doubles, a hash, a piece of text, an operand
 */
public interface Interpretation<V> {
  /**
   * A literal.
   *
   * @param value the number
   * @return what it means
   */
  V number(double value);

  /**
   * A call of a function. Functions with a body arrive here only if {@link #takesWhole} says so;
   * otherwise the calls in their body do, with the place of the call they came from.
   *
   * @param call the function and where it is called
   * @param arguments what its arguments mean
   * @return what it means
   */
  V call(Expression.Call call, List<V> arguments);

  /**
   * An assignment. Writers emit a line here and hand back the name.
   *
   * @param statement the assignment
   * @param value what its right side means
   * @return what its target means from here on
   */
  default V assign(Statement statement, V value) {
    return value;
  }

  /**
   * Whether a function with a body is wanted as it is, not as the calls it is made of.
   *
   * @param function a function with a body
   * @return false, unless overridden
   */
  default boolean takesWhole(Function function) {
    return false;
  }
}
