package gradus.proxies;

import gradus.proxies.data.SplitMix64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gradients against central differences of the loss. The tests compile this file, with all that it
 * tests, a second time with every {@code float} turned into {@code double}: then what is left is
 * the mistake of the differences.
 */
public final class Differences {

  /**
   * Wide differences are free of rounding, narrow ones of the kinks of rectifiers; a gradient that
   * is wrong is wrong by all of them.
   */
  private static final double[] WIDTHS = {1e-5, 1e-6, 3e-7};

  /** So many elements of each tensor are looked at. */
  private static final int SAMPLE = 12;

  private Differences() {}

  /** For each tensor of a task the distance as a share of the length of the vector. */
  public static Map<String, Double> of(String family) {
    Task tiny = Family.named(family).at(Scale.TINY);
    // One batch of the whole part, so that the order in which it is drawn does not matter.
    Task task = tiny.batch(tiny.size(Part.TRAIN));
    Training training = task.training();
    training.start(1);
    SplitMix64 random = new SplitMix64(2);
    float[] weights = training.weights();
    for (int i = 0; i < weights.length; i++) {
      // Biases, too, shall be something.
      weights[i] += (float) (0.1 * random.nextGaussian());
    }
    training.nextGradients();
    Map<String, Double> errors = new TreeMap<>();
    int from = 0;
    for (Tensor tensor : task.tensors()) {
      errors.put(tensor.name(), error(training, from, tensor.size(), random.nextLong()));
      from += tensor.size();
    }
    return errors;
  }

  private static double error(Training training, int from, int size, long seed) {
    double least = Double.POSITIVE_INFINITY;
    for (double width : WIDTHS) {
      SplitMix64 random = new SplitMix64(seed);
      double distance = 0;
      double length = 0;
      for (int k = 0; k < Math.min(size, SAMPLE); k++) {
        int i = from + (size <= SAMPLE ? k : random.nextInt(size));
        double gradient = training.gradients()[i];
        double difference = difference(training, i, width);
        distance += (gradient - difference) * (gradient - difference);
        length += difference * difference;
      }
      least = Math.min(least, Math.sqrt(length == 0 ? distance : distance / length));
    }
    return least;
  }

  private static double difference(Training training, int i, double width) {
    float weight = training.weights()[i];
    training.weights()[i] = (float) (weight + width);
    double above = training.score(Part.TRAIN).loss();
    training.weights()[i] = (float) (weight - width);
    double below = training.score(Part.TRAIN).loss();
    training.weights()[i] = weight;
    return (above - below) / (2 * width);
  }

  /** The loss of a task's whole train part at the start, and its gradient. */
  public static double[] gradient(String family) {
    Task tiny = Family.named(family).at(Scale.TINY);
    Training training = tiny.batch(tiny.size(Part.TRAIN)).training();
    training.start(1);
    double[] result = new double[1 + training.weights().length];
    result[0] = training.nextGradients();
    for (int i = 1; i < result.length; i++) {
      result[i] = training.gradients()[i - 1];
    }
    return result;
  }
}
