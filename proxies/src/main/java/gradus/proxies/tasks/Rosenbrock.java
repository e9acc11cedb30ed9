package gradus.proxies.tasks;

import gradus.proxies.Analytic;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.proxies.Tensor;
import gradus.proxies.data.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * Rosenbrock's curved valley (1960) in many dimensions, the mean over i of {@code 100 (x[i+1] -
 * x[i]^2)^2 + (1 - x[i])^2}: the least value 0 is at all ones, the way there leads along the floor.
 */
public final class Rosenbrock implements Family {

  private static final double STEEPNESS = 100;

  /** Found by its name. */
  public Rosenbrock() {}

  @Override
  public String name() {
    return "rosenbrock";
  }

  @Override
  public Task at(Scale scale) {
    int size = scale.of(2, 10, 100, 1000);
    return new Analytic(
        name(),
        "Rosenbrock's valley in %d dimensions".formatted(size),
        scale,
        List.of(Tensor.of("weight", size)),
        new Valley(),
        0,
        1,
        scale.of(50, 1000, 2000, 4000));
  }

  private record Valley() implements Analytic.Landscape {

    /** The usual place on the other side of the bend, a little off. */
    @Override
    public void start(float[] weights, SplitMix64 random) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) ((i % 2 == 0 ? -1.2 : 1) + 0.1 * random.nextGaussian());
      }
    }

    @Override
    public double differentiate(float[] weights, double[] gradient) {
      double sum = 0;
      double share = 1.0 / (weights.length - 1);
      Arrays.fill(gradient, 0);
      for (int i = 0; i + 1 < weights.length; i++) {
        double x = weights[i];
        double above = weights[i + 1] - x * x;
        double before = 1 - x;
        sum += STEEPNESS * above * above + before * before;
        gradient[i] += share * (-4 * STEEPNESS * x * above - 2 * before);
        gradient[i + 1] += share * 2 * STEEPNESS * above;
      }
      return sum * share;
    }

    @Override
    public Analytic.Landscape copy() {
      return this;
    }
  }
}
