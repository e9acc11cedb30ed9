package gradus.grammar;

/**
 * An equation between expressions. Its variables stand for any values; the left side is replaced by
 * the right, which is never longer.
 *
 * @param left a call of the function that has the law
 * @param right what it equals, bit by bit
 */
public record Law(Expression.Call left, Expression right) {}
