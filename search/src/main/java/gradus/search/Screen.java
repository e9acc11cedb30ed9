package gradus.search;

import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What can be seen of a program without a training: it is run in double precision for some steps on
 * a tensor, with gradients that have a mean and noise, once large and once small. A program whose
 * updates are then not finite, do not depend on the gradients, or do not go downhill is not worth a
 * training (tests of updates before training: Wang et al., NeurIPS 2022).
 */
final class Screen {
  /** The outcome of a program with an infinite or undefined update. */
  static final String NOT_FINITE = "not-finite";

  /** The outcome of a program whose updates are the same for other gradients. */
  static final String IGNORES_GRADIENT = "ignores-gradient";

  /** The outcome of a program whose updates do not point along the gradients. */
  static final String NO_DESCENT = "no-descent";

  private static final int SIZE = 64;
  private static final int STEPS = 8;

  /** The least mean cosine between updates and the mean gradient. */
  private static final double LEAST_COSINE = 0.1;

  private static final double[] SCALES = {1, 0.01};

  private Screen() {}

  /** Why a program is not worth a training; empty if it may be. */
  static String refusal(Program program) {
    Program live = Simplifier.withoutDead(program);
    String refusal = NOT_FINITE;
    for (double scale : SCALES) {
      double[][] updates = updates(live, scale, 1);
      if (Arrays.stream(updates).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
        if (Arrays.deepEquals(updates, updates(live, scale, 2))) {
          return IGNORES_GRADIENT;
        }
        if (cosine(updates, mean(scale, 1)) >= LEAST_COSINE) {
          return "";
        }
        refusal = NO_DESCENT;
      }
    }
    return refusal;
  }

  private static double[] mean(double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] mean = new double[SIZE];
    Arrays.setAll(mean, i -> scale * random.nextGaussian());
    return mean;
  }

  private static double[][] updates(Program program, double scale, long seed) {
    double[] mean = mean(scale, seed);
    SplittableRandom random = new SplittableRandom(0);
    double[][] weights = {new double[SIZE]};
    Arrays.setAll(weights[0], i -> 0.2 * random.nextGaussian());
    Oracle oracle = Oracle.of(program, weights);
    double[][] updates = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[SIZE];
      Arrays.setAll(gradient, i -> mean[i] + scale / 2 * random.nextGaussian());
      updates[step] = oracle.step(new double[][] {gradient}, 1)[0].clone();
    }
    return updates;
  }

  /** The mean over the steps. */
  private static double cosine(double[][] updates, double[] direction) {
    double sum = 0;
    for (double[] update : updates) {
      double norms = Math.sqrt(dot(update, update) * dot(direction, direction));
      sum += norms == 0 ? 0 : dot(update, direction) / norms;
    }
    return sum / updates.length;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
