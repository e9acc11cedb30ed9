package gradus.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What programs do to fixed inputs, as the oracle computes it. */
final class Traces {
  /** A vector, two matrices and a single element; for some programs matrices alone. */
  private static final Shapes MIXED =
      new Shapes(List.of(List.of(3), List.of(2, 3), List.of(1, 2), List.of()));

  static final Shapes VECTORS = Shapes.vectors(List.of(3, 1, 4));

  private static final Shapes MATRICES = new Shapes(List.of(List.of(3, 2), List.of(2, 2)));

  private Traces() {}

  /** A model that a program fits. */
  static Shapes shapes(Program program) {
    return Kinds.of(program).updateForMatrices() ? MATRICES : MIXED;
  }

  static double[][] values(Shapes shapes, SplittableRandom random) {
    double[][] values = new double[shapes.tensors()][];
    for (int t = 0; t < values.length; t++) {
      values[t] = random.doubles(shapes.size(Kind.TENSOR, t), -2, 2).toArray();
    }
    return values;
  }

  /** The updates of some steps, bit by bit; all NaNs are one. */
  static List<Long> of(Program program, Shapes shapes, int steps) {
    SplittableRandom random = new SplittableRandom(99);
    Oracle oracle = Oracle.of(program, shapes, values(shapes, random));
    List<Long> bits = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      for (double[] tensor : oracle.step(values(shapes, random), 0.1)) {
        for (double value : tensor) {
          bits.add(Double.doubleToLongBits(value));
        }
      }
    }
    return bits;
  }
}
