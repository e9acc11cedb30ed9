package gradus.library;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A training without a model: the gradient of each weight is {@code slope * weight + noise}, two
 * operations that round equally everywhere, with other slopes and noise at every step.
 *
 * @param start the weights at first, by tensor and element
 * @param shares of the learning rate, one for each step
 * @param slopes by step, tensor and element
 * @param noise by step, tensor and element
 */
record Landscape(double[][] start, double[] shares, double[][][] slopes, double[][][] noise) {
  /** What {@link #of} has of tensors, as the script reads it. */
  static final String SHAPES = "7 4x5 2x3x2 1";

  private static final int[] SIZES = {7, 20, 12, 1};

  /**
   * Four tensors: an ordinary one; one with numbers in the thousands; one whose weights begin at
   * zero, so that they are nothing but updates, and whose gradients are of sizes from 1 down to
   * 1e-11, where every eps is felt; and one that gets no gradient at first. Some gradients are
   * exactly zero, of a tensor or of single weights.
   */
  static Landscape of(int steps) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] start = {
      random.doubles(SIZES[0], -1, 1).toArray(),
      random.doubles(SIZES[1], -1000, 1000).toArray(),
      new double[SIZES[2]],
      random.doubles(SIZES[3], -1, 1).toArray()
    };
    double[][][] slopes = new double[steps][start.length][];
    double[][][] noise = new double[steps][start.length][];
    for (int t = 0; t < steps; t++) {
      for (int k = 0; k < start.length; k++) {
        slopes[t][k] = new double[SIZES[k]];
        noise[t][k] = new double[SIZES[k]];
        boolean zeros = t % 50 == k || k == 3 && t < 10;
        for (int i = 0; i < SIZES[k]; i++) {
          if (!zeros && random.nextInt(10) > 0) {
            double slope = k == 2 ? StrictMath.pow(10, -i) : 1;
            slopes[t][k][i] = random.nextDouble() * slope;
            noise[t][k][i] = random.nextDouble(-1, 1) * slope * (k == 1 ? 1000 : 1);
          }
        }
      }
    }
    return new Landscape(start, random.doubles(steps, 0.5, 1.5).toArray(), slopes, noise);
  }

  /** The gradients at a step, counted from 0. */
  double[][] gradients(int step, double[][] weights) {
    double[][] gradients = new double[weights.length][];
    for (int k = 0; k < weights.length; k++) {
      gradients[k] = new double[weights[k].length];
      for (int i = 0; i < weights[k].length; i++) {
        gradients[k][i] = slopes[step][k][i] * weights[k][i] + noise[step][k][i];
      }
    }
    return gradients;
  }

  /** Writes it for the script. */
  void write(Path folder) {
    Torch.write(folder.resolve("start"), flat(Stream.of(start)));
    Torch.write(folder.resolve("shares"), shares);
    Torch.write(folder.resolve("slopes"), flat(Stream.of(slopes).flatMap(Stream::of)));
    Torch.write(folder.resolve("noise"), flat(Stream.of(noise).flatMap(Stream::of)));
  }

  /** All elements one after another. */
  static double[] flat(Stream<double[]> tensors) {
    return tensors.flatMapToDouble(Arrays::stream).toArray();
  }
}
