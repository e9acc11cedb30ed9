package gradus.proxies.engine;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

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

  private static final class Normalising implements Pass {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Sums sums = new Sums();
    private final Site site;
    private final int channels;
    private final float[] normal;
    private final float[] inverse;
    private final float[] gain;
    private final float[] bias;
    private final float[] gainGradient;
    private final float[] biasGradient;

    /** The gradient by a normalised row. */
    private final float[] row;

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
    }

    @Override
    public void forward() {
      System.arraycopy(site.weights(), site.offset(), gain, 0, channels);
      System.arraycopy(site.weights(), site.offset() + channels, bias, 0, channels);
      for (int r = 0, from = 0; r < inverse.length; r++, from += channels) {
        shift(site.x(), from, sums.sum(site.x(), from, channels) / channels);
        double variance = sums.dot(normal, from, normal, from, channels) / channels;
        inverse[r] = (float) (1 / Math.sqrt(variance + EPSILON));
        scale(from, inverse[r], site.y());
      }
    }

    @Override
    public void backward() {
      Arrays.fill(gainGradient, 0);
      Arrays.fill(biasGradient, 0);
      for (int r = 0, from = 0; r < inverse.length; r++, from += channels) {
        gather(site.dy(), from);
        if (site.dx() != null) {
          float mean = sums.sum(row, 0, channels) / channels;
          float share = sums.dot(row, 0, normal, from, channels) / channels;
          differentiate(from, mean, share, inverse[r], site.dx());
        }
      }
      System.arraycopy(gainGradient, 0, site.gradients(), site.offset(), channels);
      System.arraycopy(biasGradient, 0, site.gradients(), site.offset() + channels, channels);
    }

    private void shift(float[] x, int from, float mean) {
      int whole = SPECIES.loopBound(channels);
      for (int i = 0; i < whole; i += SPECIES.length()) {
        load(x, from + i).sub(mean).intoArray(normal, from + i);
      }
      for (int i = whole; i < channels; i++) {
        normal[from + i] = x[from + i] - mean;
      }
    }

    private void scale(int from, float inverse, float[] y) {
      int whole = SPECIES.loopBound(channels);
      for (int i = 0; i < whole; i += SPECIES.length()) {
        FloatVector n = load(normal, from + i).mul(inverse);
        n.intoArray(normal, from + i);
        n.mul(load(gain, i)).add(load(bias, i)).intoArray(y, from + i);
      }
      for (int i = whole; i < channels; i++) {
        normal[from + i] *= inverse;
        y[from + i] = normal[from + i] * gain[i] + bias[i];
      }
    }

    /** Adds to the parameters' gradients. */
    private void gather(float[] dy, int from) {
      int whole = SPECIES.loopBound(channels);
      for (int i = 0; i < whole; i += SPECIES.length()) {
        FloatVector d = load(dy, from + i);
        load(gainGradient, i).add(d.mul(load(normal, from + i))).intoArray(gainGradient, i);
        load(biasGradient, i).add(d).intoArray(biasGradient, i);
        d.mul(load(gain, i)).intoArray(row, i);
      }
      for (int i = whole; i < channels; i++) {
        gainGradient[i] += dy[from + i] * normal[from + i];
        biasGradient[i] += dy[from + i];
        row[i] = dy[from + i] * gain[i];
      }
    }

    private void differentiate(int from, float mean, float share, float inverse, float[] dx) {
      int whole = SPECIES.loopBound(channels);
      for (int i = 0; i < whole; i += SPECIES.length()) {
        FloatVector n = load(normal, from + i);
        load(row, i).sub(mean).sub(n.mul(share)).mul(inverse).intoArray(dx, from + i);
      }
      for (int i = whole; i < channels; i++) {
        dx[from + i] = inverse * (row[i] - mean - normal[from + i] * share);
      }
    }

    private static FloatVector load(float[] x, int from) {
      return FloatVector.fromArray(SPECIES, x, from);
    }
  }
}
