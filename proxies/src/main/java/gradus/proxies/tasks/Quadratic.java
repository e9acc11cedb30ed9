package gradus.proxies.tasks;

import gradus.proxies.Analytic;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.proxies.Tensor;
import gradus.proxies.data.SplitMix64;
import java.util.List;

/**
 * A quadratic bowl a thousand times as steep in one direction as in another, seen through noise:
 * {@code f(w) = 1/2 (w - o)' H (w - o)} with the least value 0 at a hidden o. H has eigenvalues
 * from 0.001 to 1 in equal ratios, turned by a reflection, so that no axis is a direction of its
 * own.
 */
public final class Quadratic implements Family {

  private static final long SEED = 4;
  private static final double LEAST = 1e-3;
  private static final double NOISE = 0.1;

  /** Found by its name. */
  public Quadratic() {}

  @Override
  public String name() {
    return "quadratic";
  }

  @Override
  public Task at(Scale scale) {
    int side = scale.of(2, 8, 16, 32);
    return new Analytic(
        name(),
        "ill-conditioned quadratic of %d weights with noisy gradients".formatted(side * side),
        scale,
        List.of(Tensor.of("weight", side, side)),
        new Bowl(side * side),
        NOISE,
        1,
        scale.of(20, 300, 750, 1900));
  }

  /** The eigenvectors are the columns of {@code I - 2 n n'} with a unit vector n. */
  private static final class Bowl implements Analytic.Landscape {

    private final double[] optimum;
    private final double[] normal;
    private final double[] steepness;
    private final double[] turned;

    Bowl(int size) {
      SplitMix64 random = new SplitMix64(SEED);
      optimum = new double[size];
      normal = new double[size];
      steepness = new double[size];
      turned = new double[size];
      double square = 0;
      for (int i = 0; i < size; i++) {
        optimum[i] = random.nextGaussian();
        normal[i] = random.nextGaussian();
        square += normal[i] * normal[i];
        steepness[i] = StrictMath.pow(LEAST, (double) i / (size - 1));
      }
      for (int i = 0; i < size; i++) {
        normal[i] /= Math.sqrt(square);
      }
    }

    @Override
    public void start(float[] weights, SplitMix64 random) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian();
      }
    }

    @Override
    public double differentiate(float[] weights, double[] gradient) {
      for (int i = 0; i < turned.length; i++) {
        turned[i] = weights[i] - optimum[i];
      }
      reflect(turned);
      double value = 0;
      for (int i = 0; i < turned.length; i++) {
        value += 0.5 * steepness[i] * turned[i] * turned[i];
        gradient[i] = steepness[i] * turned[i];
      }
      reflect(gradient);
      return value;
    }

    private void reflect(double[] x) {
      double along = 0;
      for (int i = 0; i < x.length; i++) {
        along += normal[i] * x[i];
      }
      for (int i = 0; i < x.length; i++) {
        x[i] -= 2 * along * normal[i];
      }
    }

    @Override
    public Analytic.Landscape copy() {
      return new Bowl(optimum.length);
    }
  }
}
