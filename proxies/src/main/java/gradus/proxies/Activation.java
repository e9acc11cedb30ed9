package gradus.proxies;

/**
 * What flows between two layers.
 *
 * @param values batch x units, written by the layer before
 * @param gradients the loss gradient of the values, written by the layer behind
 */
record Activation(Matrix values, Matrix gradients) {

  /** Zeros in memory of their own. */
  static Activation of(int batch, int units) {
    return new Activation(Matrix.zeros(batch, units), Matrix.zeros(batch, units));
  }
}
