package gradus.proxies.engine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums of fixed order in double precision: eight chains, then their sum from first to last. */
final class Sums {

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  private Sums() {}

  /** The sum of some elements. */
  static double sum(float[] x, int from, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int end = from + count;
    int i = from;
    for (; i + 8 <= end; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }

  /** The sum of the products of some elements of two arrays. */
  static double dot(float[] x, int from, float[] y, int yFrom, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int shift = yFrom - from;
    int end = from + count;
    int i = from;
    for (; i + 4 <= end; i += 4) {
      s0 += (double) x[i] * y[i + shift];
      s1 += (double) x[i + 1] * y[i + 1 + shift];
      s2 += (double) x[i + 2] * y[i + 2 + shift];
      s3 += (double) x[i + 3] * y[i + 3 + shift];
    }
    for (; i < end; i++) {
      s0 += (double) x[i] * y[i + shift];
    }
    return s0 + s1 + s2 + s3;
  }

  /** The largest of some elements; NaN if one is. */
  static float largest(float[] x, int from, int count) {
    float largest = x[from];
    for (int i = from + 1; i < from + count; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }

  /** The sums of the columns of a matrix whose rows lie together, row after row. */
  static void columns(float[] x, int columns, float[] sums) {
    Arrays.fill(sums, 0);
    int whole = LANES.loopBound(columns);
    for (int from = 0; from < x.length; from += columns) {
      for (int j = 0; j < whole; j += LANES.length()) {
        FloatVector.fromArray(LANES, sums, j)
            .add(FloatVector.fromArray(LANES, x, from + j))
            .intoArray(sums, j);
      }
      for (int j = whole; j < columns; j++) {
        sums[j] += x[from + j];
      }
    }
  }

  /** Whether all elements are finite: of the others the product with 0 is NaN. */
  static boolean finite(float[] x) {
    FloatVector zeros = FloatVector.zero(LANES);
    FloatVector sums = zeros;
    int whole = LANES.loopBound(x.length);
    for (int i = 0; i < whole; i += LANES.length()) {
      sums = FloatVector.fromArray(LANES, x, i).fma(zeros, sums);
    }
    float rest = sums.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < x.length; i++) {
      rest += x[i] * 0;
    }
    return rest == 0;
  }
}
