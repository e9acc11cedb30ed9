package gradus.grammar;

import java.util.Set;

/**
 * An equation between expressions. Its variables stand for any values; the left side is replaced by
 * the right.
 *
 * @param left a call of the function that has the law
 * @param right what it equals, bit by bit, but for the sign and payload of a NaN
 * @param use where it is applied
 * @param notNegative the variables for which it holds only where they are not negative
 */
public record Law(Expression.Call left, Expression right, Use use, Set<String> notNegative) {
  /** Makes the variables immutable. */
  public Law {
    notNegative = Set.copyOf(notNegative);
  }

  /** Where a law is applied. */
  public enum Use {
    /** Always: the right side is simpler. */
    ALWAYS,
    /** Where programs are written: the right side reads better. */
    WRITING,
    /** Where programs are compared: the right side is the one form of all that are equal. */
    COMPARING,
    /**
     * Where programs are written for people: both sides are equal where all values are finite, but
     * for the sign of a zero. The right side has the kind of the left, since a sum over it counts.
     */
    FINITE
  }
}
