package gradus.proxies.engine;

/**
 * The memory that a layer is tied to when it is opened.
 *
 * @param shape what comes in
 * @param batch the number of examples
 * @param input where they come in
 * @param output where they go out
 * @param weights the parameters of the whole model
 * @param gradients their gradients
 * @param offset where the layer's own begin in both
 * @param product multiplies matrices, for all layers of a thread
 */
public record Site(
    Shape shape,
    int batch,
    Variable input,
    Variable output,
    float[] weights,
    float[] gradients,
    int offset,
    Product product) {

  /** A parameter of the layer, from so many elements behind its first. */
  Variable parameter(int from, int rows, int columns) {
    return new Variable(
        Matrix.of(weights, offset + from, rows, columns),
        Matrix.of(gradients, offset + from, rows, columns));
  }

  /** All rows of all examples. */
  int rows() {
    return Math.multiplyExact(batch, shape.positions());
  }

  /** The values that come in. */
  float[] x() {
    return input.values().values();
  }

  /** The values that go out. */
  float[] y() {
    return output.values().values();
  }

  /** The gradients by what comes in; null where nobody asks. */
  float[] dx() {
    return input.differentiable() ? input.gradients().values() : null;
  }

  /** The gradients by what goes out. */
  float[] dy() {
    return output.gradients().values();
  }
}
