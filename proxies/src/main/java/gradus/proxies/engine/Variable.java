package gradus.proxies.engine;

/**
 * What flows between two layers, or a parameter: a matrix, and the gradient of the loss by each of
 * its elements.
 *
 * @param values a row for each position of each example
 * @param gradients laid out as the values; null where nobody asks, as for the data
 */
public record Variable(Matrix values, Matrix gradients) {

  /** Zeros in memory of their own. */
  static Variable of(int rows, int columns) {
    return new Variable(Matrix.zeros(rows, columns), Matrix.zeros(rows, columns));
  }

  /** Zeros that need no gradient. */
  static Variable data(int rows, int columns) {
    return new Variable(Matrix.zeros(rows, columns), null);
  }

  /** Whether the layer has to write the gradients. */
  boolean differentiable() {
    return gradients != null;
  }
}
