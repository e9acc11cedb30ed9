package gradus.proxies;

import gradus.proxies.data.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * A task that is a function of the weights whose least value is known to be 0.
 *
 * @param name the name of the family
 * @param description what is to be found
 * @param scale the rung of the ladder
 * @param tensors the weights
 * @param landscape the function
 * @param noise the standard deviation of the noise on each gradient of a batch of 1; it falls with
 *     the square root of the batch
 * @param batch how many noisy gradients a step has the mean of
 * @param steps the length of a training
 */
public record Analytic(
    String name,
    String description,
    Scale scale,
    List<Tensor> tensors,
    Landscape landscape,
    double noise,
    int batch,
    int steps)
    implements Task {

  /** A differentiable function; it may have memory to work in and serves one thread. */
  public interface Landscape {

    /**
     * Draws a place to start from.
     *
     * @param weights where it goes
     * @param random the source
     */
    void start(float[] weights, SplitMix64 random);

    /**
     * The function and its gradient.
     *
     * @param weights where
     * @param gradient overwritten
     * @return the value, at least 0
     */
    double differentiate(float[] weights, double[] gradient);

    /**
     * The same function for another thread.
     *
     * @return itself if it has no memory
     */
    Landscape copy();
  }

  /** Refuses a batch below 1. */
  public Analytic {
    tensors = List.copyOf(tensors);
    if (batch < 1) {
      throw new IllegalArgumentException(
          "%s: found batch %d; allowed are those from 1".formatted(name, batch));
    }
  }

  @Override
  public Metric metric() {
    return Metric.LOSS;
  }

  @Override
  public Task batch(int size) {
    return new Analytic(name, description, scale, tensors, landscape, noise, size, steps);
  }

  @Override
  public Task steps(int count) {
    return new Analytic(name, description, scale, tensors, landscape, noise, batch, count);
  }

  @Override
  public int size(Part part) {
    return 1;
  }

  /** About ten operations for each weight. */
  @Override
  public long flops() {
    return 10L * parameters();
  }

  @Override
  public Training training() {
    return new Descent(landscape.copy(), parameters(), noise / Math.sqrt(batch));
  }

  private static final class Descent implements Training {

    private final Landscape landscape;
    private final double noise;
    private final float[] weights;
    private final float[] gradients;
    private final double[] exact;
    private SplitMix64 random = new SplitMix64(0);

    Descent(Landscape landscape, int size, double noise) {
      this.landscape = landscape;
      this.noise = noise;
      weights = new float[size];
      gradients = new float[size];
      exact = new double[size];
      start(0);
    }

    @Override
    public float[] weights() {
      return weights;
    }

    @Override
    public float[] gradients() {
      return gradients;
    }

    @Override
    public void start(long seed) {
      random = new SplitMix64(seed);
      landscape.start(weights, random);
      Arrays.fill(gradients, 0);
    }

    @Override
    public double nextGradients() {
      double value = landscape.differentiate(weights, exact);
      for (int i = 0; i < exact.length; i++) {
        gradients[i] = (float) (noise == 0 ? exact[i] : exact[i] + noise * random.nextGaussian());
      }
      return value;
    }

    @Override
    public Score score(Part part) {
      return new Score(landscape.differentiate(weights, exact), 0);
    }
  }
}
