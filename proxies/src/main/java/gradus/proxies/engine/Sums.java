package gradus.proxies.engine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of fixed order, whatever the vector width: sixteen chains, element i in chain i mod 16, then
 * chains by pairs until one is left. One of these serves one thread.
 */
final class Sums {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int CHAINS = 16;

  /** Rows of a table may be shorter than a vector. */
  private static final VectorSpecies<Float> SHORT =
      LANES > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

  private static final int FEW = SHORT.length();

  private final float[] chains = new float[CHAINS];

  /** Memory for the chains. */
  Sums() {}

  /** The sum of some elements. */
  float sum(float[] x, int from, int count) {
    int end = from + count;
    int whole = end - count % CHAINS;
    clear();
    for (int lane = 0; whole > from && lane < CHAINS; lane += LANES) {
      FloatVector sums = FloatVector.fromArray(SPECIES, chains, lane);
      for (int i = from + lane; i < whole; i += CHAINS) {
        sums = sums.add(FloatVector.fromArray(SPECIES, x, i));
      }
      sums.intoArray(chains, lane);
    }
    for (int i = whole; i < end; i++) {
      chains[i - whole] += x[i];
    }
    return (four(0) + four(2)) + (four(1) + four(3));
  }

  /**
   * For few elements there is nothing but this to do with whole vectors: a loop that is not entered
   * after sums that begin at zero made them objects of their own, depending on what was compiled
   * before.
   */
  private void clear() {
    for (int lane = 0; lane < CHAINS; lane += LANES) {
      FloatVector.zero(SPECIES).intoArray(chains, lane);
    }
  }

  /** The sum of the products of some elements of two arrays. */
  float dot(float[] x, int from, float[] y, int yFrom, int count) {
    int end = from + count;
    int whole = end - count % CHAINS;
    int shift = yFrom - from;
    clear();
    for (int lane = 0; whole > from && lane < CHAINS; lane += LANES) {
      FloatVector sums = FloatVector.fromArray(SPECIES, chains, lane);
      for (int i = from + lane; i < whole; i += CHAINS) {
        FloatVector factor = FloatVector.fromArray(SPECIES, y, i + shift);
        sums = FloatVector.fromArray(SPECIES, x, i).fma(factor, sums);
      }
      sums.intoArray(chains, lane);
    }
    int i = whole;
    for (; i + FEW <= end; i += FEW) {
      FloatVector factor = FloatVector.fromArray(SHORT, y, i + shift);
      FloatVector sums = FloatVector.fromArray(SHORT, chains, i - whole);
      FloatVector.fromArray(SHORT, x, i).fma(factor, sums).intoArray(chains, i - whole);
    }
    for (; i < end; i++) {
      chains[i - whole] = Math.fma(x[i], y[i + shift], chains[i - whole]);
    }
    return (four(0) + four(2)) + (four(1) + four(3));
  }

  /** Copies some elements: few, for which the library's copy takes long. */
  static void copy(float[] x, int from, float[] y, int to, int count) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      FloatVector.fromArray(SPECIES, x, from + i).intoArray(y, to + i);
    }
    for (; i + FEW <= count; i += FEW) {
      FloatVector.fromArray(SHORT, x, from + i).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[from + i];
    }
  }

  /** Adds some elements to others. */
  static void add(float[] x, int from, float[] sums, int to, int count) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      FloatVector.fromArray(SPECIES, sums, to + i)
          .add(FloatVector.fromArray(SPECIES, x, from + i))
          .intoArray(sums, to + i);
    }
    for (; i + FEW <= count; i += FEW) {
      FloatVector.fromArray(SHORT, sums, to + i)
          .add(FloatVector.fromArray(SHORT, x, from + i))
          .intoArray(sums, to + i);
    }
    for (; i < count; i++) {
      sums[to + i] += x[from + i];
    }
  }

  /** Makes some elements others times a number. */
  static void scale(float[] x, int from, float factor, float[] y, int to, int count) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      FloatVector.fromArray(SPECIES, x, from + i).mul(factor).intoArray(y, to + i);
    }
    for (; i + FEW <= count; i += FEW) {
      FloatVector.fromArray(SHORT, x, from + i).mul(factor).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[from + i] * factor;
    }
  }

  private float four(int first) {
    return (chains[first] + chains[first + 8]) + (chains[first + 4] + chains[first + 12]);
  }

  /** The largest of some elements; NaN if one is. */
  static float largest(float[] x, int from, int count) {
    int end = from + count;
    int i = from;
    float largest = Float.NEGATIVE_INFINITY;
    if (LANES <= count) {
      FloatVector lanes = FloatVector.fromArray(SPECIES, x, from);
      for (i += LANES; i + LANES <= end; i += LANES) {
        lanes = lanes.max(FloatVector.fromArray(SPECIES, x, i));
      }
      largest = lanes.reduceLanes(VectorOperators.MAX);
    }
    for (; i < end; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }

  /** The sums of the columns of a matrix whose rows lie together, row after row. */
  static void columns(float[] x, int columns, float[] sums) {
    Arrays.fill(sums, 0);
    int whole = SPECIES.loopBound(columns);
    for (int from = 0; from < x.length; from += columns) {
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(SPECIES, sums, j)
            .add(FloatVector.fromArray(SPECIES, x, from + j))
            .intoArray(sums, j);
      }
      for (int j = whole; j < columns; j++) {
        sums[j] += x[from + j];
      }
    }
  }

  /** Whether all elements are finite: of the others the product with 0 is NaN. */
  static boolean finite(float[] x) {
    FloatVector zeros = FloatVector.zero(SPECIES);
    FloatVector sums = zeros;
    int whole = SPECIES.loopBound(x.length);
    for (int i = 0; i < whole; i += LANES) {
      sums = FloatVector.fromArray(SPECIES, x, i).fma(zeros, sums);
    }
    float rest = sums.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < x.length; i++) {
      rest += x[i] * 0;
    }
    return rest == 0;
  }
}
