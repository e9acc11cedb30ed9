package gradus.proxies.engine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of fixed order, whatever the vector width: sixteen chains, element i in chain i mod 16, then
 * chains by pairs until one is left. One of these serves one thread.
 *
 * <p>The chains of a sum stay in memory between one vector and the next, and all its vectors are of
 * one length: where a loop carried them, or lengths were mixed, the compiler now and then made
 * objects of them, depending on what had run before.
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
    begin(0);
    int i = from;
    for (; i + LANES <= end; i += LANES) {
      int chain = (i - from) & (CHAINS - 1);
      FloatVector sums = FloatVector.fromArray(SPECIES, chains, chain);
      sums.add(FloatVector.fromArray(SPECIES, x, i)).intoArray(chains, chain);
    }
    for (; i < end; i++) {
      chains[(i - from) & (CHAINS - 1)] += x[i];
    }
    return (four(0) + four(2)) + (four(1) + four(3));
  }

  /** The sum of the products of some elements of two arrays. */
  float dot(float[] x, int from, float[] y, int yFrom, int count) {
    int end = from + count;
    int shift = yFrom - from;
    begin(0);
    int i = from;
    for (; i + LANES <= end; i += LANES) {
      int chain = (i - from) & (CHAINS - 1);
      FloatVector factor = FloatVector.fromArray(SPECIES, y, i + shift);
      FloatVector sums = FloatVector.fromArray(SPECIES, chains, chain);
      FloatVector.fromArray(SPECIES, x, i).fma(factor, sums).intoArray(chains, chain);
    }
    for (; i < end; i++) {
      int chain = (i - from) & (CHAINS - 1);
      chains[chain] = Math.fma(x[i], y[i + shift], chains[chain]);
    }
    return (four(0) + four(2)) + (four(1) + four(3));
  }

  /** The largest of some elements; NaN if one is. */
  float largest(float[] x, int from, int count) {
    int end = from + count;
    begin(Float.NEGATIVE_INFINITY);
    int i = from;
    for (; i + LANES <= end; i += LANES) {
      int chain = (i - from) & (CHAINS - 1);
      FloatVector largest = FloatVector.fromArray(SPECIES, chains, chain);
      largest.max(FloatVector.fromArray(SPECIES, x, i)).intoArray(chains, chain);
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (; i < end; i++) {
      largest = Math.max(largest, x[i]);
    }
    for (float chain : chains) {
      largest = Math.max(largest, chain);
    }
    return largest;
  }

  private void begin(float start) {
    for (int chain = 0; chain < CHAINS; chain += LANES) {
      FloatVector.broadcast(SPECIES, start).intoArray(chains, chain);
    }
  }

  private float four(int first) {
    return (chains[first] + chains[first + 8]) + (chains[first + 4] + chains[first + 12]);
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
