package gradus.proxies;

import java.util.List;

/**
 * {@code y = max(x, 0)} for every element; the gradient at 0 is 0.
 *
 * @param units the length of a row
 */
record Relu(int units) implements Layer {

  @Override
  public int inputs() {
    return units;
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }

  @Override
  public void initialise(float[] weights, int offset, SplitMix64 random) {}

  @Override
  public Pass open(
      float[] weights, float[] gradients, int offset, Activation input, Activation output) {
    float[] x = input.values().values();
    float[] y = output.values().values();
    float[] dx = input.gradients().values();
    float[] dy = output.gradients().values();
    return new Pass() {
      @Override
      public void forward() {
        rectify(x, y);
      }

      @Override
      public void differentiateParameters() {}

      @Override
      public void differentiateInput() {
        gate(y, dy, dx);
      }
    };
  }

  private static void rectify(float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(x[i], 0);
    }
  }

  /** The sign of a rectified value is the gate, 0 or 1: unlike a branch it runs in vector lanes. */
  private static void gate(float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < dx.length; i++) {
      dx[i] = dy[i] * Math.signum(y[i]);
    }
  }
}
