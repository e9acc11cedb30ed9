package gradus.proxies.engine;

/**
 * {@code y = x s(u)} with {@code u = sqrt(8 / pi) (x + 0.044715 x^3)} and the logistic function s:
 * the Gaussian error linear unit in its usual approximation by a hyperbolic tangent (Hendrycks and
 * Gimpel, 2016).
 */
public record Gelu() implements Layer {

  private static final float SLOPE = (float) Math.sqrt(8 / Math.PI);
  private static final float CUBIC = 0.044715f;

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public Pass open(Site site) {
    float[] gate = new float[site.x().length];
    return new Pass() {
      @Override
      public void forward() {
        argument(site.x(), gate);
        Elementary.exp(gate, 0, gate.length);
        apply(site.x(), gate, site.y());
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          differentiate(site.x(), gate, site.dy(), site.dx());
        }
      }
    };
  }

  private static void argument(float[] x, float[] gate) {
    for (int i = 0; i < x.length; i++) {
      gate[i] = -SLOPE * (x[i] + CUBIC * x[i] * x[i] * x[i]);
    }
  }

  private static void apply(float[] x, float[] gate, float[] y) {
    for (int i = 0; i < x.length; i++) {
      gate[i] = 1 / (1 + gate[i]);
      y[i] = x[i] * gate[i];
    }
  }

  private static void differentiate(float[] x, float[] gate, float[] dy, float[] dx) {
    for (int i = 0; i < x.length; i++) {
      float slope = SLOPE * (1 + 3 * CUBIC * x[i] * x[i]);
      dx[i] = dy[i] * (gate[i] + x[i] * gate[i] * (1 - gate[i]) * slope);
    }
  }
}
