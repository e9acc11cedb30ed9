package gradus.grammar;

/**
 * Something that holds of a call, whatever its variables stand for, and that the ranges of its
 * arguments do not show.
 *
 * @param left a call of the function that the fact is about
 * @param least no value of it is smaller, but for NaN
 */
record Fact(Expression.Call left, double least) {}
