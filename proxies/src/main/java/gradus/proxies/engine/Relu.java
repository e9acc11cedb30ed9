package gradus.proxies.engine;

/** {@code y = max(x, 0)}; the gradient at 0 is 0. */
public record Relu() implements Layer {

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Pass open(Site site) {
    return new Pass() {
      @Override
      public void forward() {
        rectify(site.x(), site.y());
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          gate(site.y(), site.dy(), site.dx());
        }
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
