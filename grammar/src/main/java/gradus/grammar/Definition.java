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

  /** A function of three doubles. */
  @FunctionalInterface
  interface DoubleTernary {
    /**
     * The value.
     *
     * @param x the first argument
     * @param y the second argument
     * @param z the third argument
     * @return the value
     */
    double applyAsDouble(double x, double y, double z);
  }

  /** A function of three floats, for the loops of an engine. */
  @FunctionalInterface
  interface FloatTernary {
    /**
     * The value.
     *
     * @param x the first argument
     * @param y the second argument
     * @param z the third argument
     * @return the value, rounded to float
     */
    float apply(float x, float y, float z);
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
   * Maps over the elements of three arguments, smaller kinds broadcast.
   *
   * @param exact the function in double precision
   * @param fast the same on floats, rounded once
   */
  record Ternary(DoubleTernary exact, FloatTernary fast) implements Definition {}

  /**
   * Many numbers into one. Sums are taken in double precision.
   *
   * @param extent what one result is taken over
   * @param reducer how
   */
  record Reduction(Extent extent, Reducer reducer) implements Definition {}

  /** How many numbers become one. */
  enum Reducer {
    /** The sum of the elements of one argument. */
    SUM,
    /** The sum of the products of the elements of two arguments of one kind. */
    SUM_OF_PRODUCTS,
    /** The largest element of one argument; NaN if any is; minus infinity if there is none. */
    MAXIMUM
  }

  /**
   * How many elements, rows or columns each tensor has.
   *
   * @param extent {@link Extent#TENSOR} for its elements, {@link Extent#ROW} for its rows, {@link
   *     Extent#COLUMN} for its columns
   */
  record Count(Extent extent) implements Definition {}

  /** The matrix product of two arguments. */
  record Product() implements Definition {}

  /** Rows become columns. */
  record Transpose() implements Definition {}

  /** The identity matrix of the shape of its square argument. */
  record Identity() implements Definition {}

  /** The first argument for tensors of two dimensions, the second for all others. */
  record IfMatrix() implements Definition {}

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
