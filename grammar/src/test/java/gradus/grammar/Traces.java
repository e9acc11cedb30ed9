package gradus.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What programs do to fixed inputs, as the oracle computes it. */
final class Traces {
  private static final int[] SIZES = {3, 1, 4};

  private Traces() {}

  static double[][] values(SplittableRandom random) {
    double[][] values = new double[SIZES.length][];
    for (int t = 0; t < SIZES.length; t++) {
      values[t] = random.doubles(SIZES[t], -2, 2).toArray();
    }
    return values;
  }

  /** The updates of some steps, bit by bit; all NaNs are one. */
  static List<Long> of(Program program, int steps) {
    SplittableRandom random = new SplittableRandom(99);
    Oracle oracle = Oracle.of(program, values(random));
    List<Long> bits = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      for (double[] tensor : oracle.step(values(random), 0.1)) {
        for (double value : tensor) {
          bits.add(Double.doubleToLongBits(value));
        }
      }
    }
    return bits;
  }
}
