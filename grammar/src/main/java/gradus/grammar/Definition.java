package gradus.grammar;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * What a function computes. Few functions are primitive; the rest have a body in the language
 * itself, and no engine ever learns of them.
 */
public sealed interface Definition {

  /** A function of one float, for the loops of an engine. */
  @FunctionalInterface
  interface FloatUnary {
    /**
     * The value.
     *
     * @param x the argument
     * @return the value, rounded to float
     */
    float apply(float x);
  }

  /** A function of two floats, for the loops of an engine. */
  @FunctionalInterface
  interface FloatBinary {
    /**
     * The value.
     *
     * @param x the first argument
     * @param y the second argument
     * @return the value, rounded to float
     */
    float apply(float x, float y);
  }

  /**
   * Maps over the elements of one argument.
   *
   * @param exact the function in double precision
   * @param fast the same on floats, rounded once
   */
  record Unary(DoubleUnaryOperator exact, FloatUnary fast) implements Definition {}

  /**
   * Maps over the elements of two arguments, the smaller kind broadcast.
   *
   * @param exact the function in double precision
   * @param fast the same on floats, rounded once
   */
  record Binary(DoubleBinaryOperator exact, FloatBinary fast) implements Definition {}

  /**
   * The sum of the products of two arguments of one kind, in double precision.
   *
   * @param extent what one sum runs over: {@link Kind#LEAF} gives one for each tensor, {@link
   *     Kind#NUMBER} one over all tensors
   */
  record SumOfProducts(Kind extent) implements Definition {}

  /**
   * Defined by an expression of the language.
   *
   * @param parameters the names of the arguments in the expression
   * @param expression what is computed, of functions that stand earlier in the table
   */
  record Body(List<String> parameters, Expression expression) implements Definition {}

  /**
   * Known by name, but never applicable.
   *
   * @param reason why, for the message
   */
  record Refused(String reason) implements Definition {}
}
