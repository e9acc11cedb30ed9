package gradus.proxies.engine;

import java.util.Arrays;
import java.util.List;

/**
 * {@code y = gain (x - mean) / sqrt(variance + 1e-5) + bias} at every position, with mean and
 * variance over its channels (Ba and others, 2016).
 *
 * @param name the prefix of the tensors' names
 */
public record LayerNorm(String name) implements Layer {

  private static final double EPSILON = 1e-5;

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return List.of(
        Parameter.constant(name + ".gain", 1, input.channels()),
        Parameter.constant(name + ".bias", 0, input.channels()));
  }

  @Override
  public Pass open(Site site) {
    return new Normalising(site);
  }

  /** Rows are worked on in arrays of their own: loops at different offsets are not vectorised. */
  private static final class Normalising implements Pass {

    private final Site site;
    private final Sums sums = new Sums();
    private final int channels;
    private final float[] normal;
    private final float[] inverse;
    private final float[] gain;
    private final float[] bias;
    private final float[] gainGradient;
    private final float[] biasGradient;
    private final float[] row;
    private final float[] other;

    Normalising(Site site) {
      this.site = site;
      channels = site.shape().channels();
      normal = new float[site.x().length];
      inverse = new float[site.rows()];
      gain = new float[channels];
      bias = new float[channels];
      gainGradient = new float[channels];
      biasGradient = new float[channels];
      row = new float[channels];
      other = new float[channels];
    }

    @Override
    public void forward() {
      System.arraycopy(site.weights(), site.offset(), gain, 0, channels);
      System.arraycopy(site.weights(), site.offset() + channels, bias, 0, channels);
      for (int r = 0, from = 0; r < inverse.length; r++, from += channels) {
        System.arraycopy(site.x(), from, row, 0, channels);
        shift(row, sums.sum(row, 0, channels) / channels);
        double variance = sums.dot(row, 0, row, 0, channels) / channels;
        inverse[r] = (float) (1 / Math.sqrt(variance + EPSILON));
        scale(row, inverse[r], gain, bias, other);
        System.arraycopy(row, 0, normal, from, channels);
        System.arraycopy(other, 0, site.y(), from, channels);
      }
    }

    @Override
    public void backward() {
      Arrays.fill(gainGradient, 0);
      Arrays.fill(biasGradient, 0);
      for (int r = 0, from = 0; r < inverse.length; r++, from += channels) {
        System.arraycopy(normal, from, row, 0, channels);
        System.arraycopy(site.dy(), from, other, 0, channels);
        gather(row, other, gain, gainGradient, biasGradient);
        if (site.dx() != null) {
          float mean = sums.sum(other, 0, channels) / channels;
          float share = sums.dot(other, 0, row, 0, channels) / channels;
          differentiate(row, other, mean, share, inverse[r]);
          System.arraycopy(other, 0, site.dx(), from, channels);
        }
      }
      System.arraycopy(gainGradient, 0, site.gradients(), site.offset(), channels);
      System.arraycopy(biasGradient, 0, site.gradients(), site.offset() + channels, channels);
    }

    private static void shift(float[] x, float mean) {
      for (int i = 0; i < x.length; i++) {
        x[i] -= mean;
      }
    }

    private static void scale(float[] x, float inverse, float[] gain, float[] bias, float[] y) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= inverse;
        y[i] = x[i] * gain[i] + bias[i];
      }
    }

    /** Adds to the parameters' gradients; dy becomes the gradient by the normalised row. */
    private static void gather(
        float[] normal, float[] dy, float[] gain, float[] gainGradient, float[] biasGradient) {
      for (int i = 0; i < dy.length; i++) {
        gainGradient[i] += dy[i] * normal[i];
        biasGradient[i] += dy[i];
        dy[i] *= gain[i];
      }
    }

    private static void differentiate(
        float[] normal, float[] dn, float mean, float share, float inverse) {
      for (int i = 0; i < dn.length; i++) {
        dn[i] = inverse * (dn[i] - mean - normal[i] * share);
      }
    }
  }
}
