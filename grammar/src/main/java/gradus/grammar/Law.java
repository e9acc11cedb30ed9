package gradus.grammar;

/**
 * An equation between expressions. Its variables stand for any values; the left side is replaced by
 * the right.
 *
 * @param left a call of the function that has the law
 * @param right what it equals, bit by bit, but for the sign and payload of a NaN
 * @param use where it is applied
 */
public record Law(Expression.Call left, Expression right, Use use) {
  /** Where a law is applied. */
  public enum Use {
    /** Always: the right side is simpler. */
    ALWAYS,
    /** Where programs are written: the right side reads better. */
    WRITING,
    /** Where programs are compared: the right side is the one form of all that are equal. */
    COMPARING
  }
}
