package gradus.interpreter.memory;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Sums in double precision and in one order, whatever runs them and on however many threads: of
 * each block of elements, counted from the start of the tensor, a few partial sums, each over every
 * so-and-so-many-th element, are added from the first to the last; then the sums of the blocks.
 */
public final class Sums {
  private static final int BLOCK = 4096;

  private Sums() {}

  /** What many elements come to. */
  @FunctionalInterface
  public interface Range {
    /**
     * What a range comes to.
     *
     * @param from the first index
     * @param to the index after the last
     * @return its sum or other total
     */
    double of(int from, int to);
  }

  /**
   * The total of a range that may be long.
   *
   * @param from the first index
   * @param to the index after the last
   * @param crew the threads to use
   * @param block the total of a short range
   * @param both the total of two
   * @return the total
   */
  public static double inBlocks(
      int from, int to, Crew crew, Range block, DoubleBinaryOperator both) {
    if (to - from <= BLOCK) {
      return block.of(from, to);
    }
    double[] totals = new double[(to - from - 1) / BLOCK + 1];
    crew.split(
        totals.length,
        BLOCK,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            int start = from + i * BLOCK;
            totals[i] = block.of(start, Math.min(to, start + BLOCK));
          }
        });
    return Arrays.stream(totals).reduce(both).orElseThrow();
  }

  /**
   * The sum of x[i] y[i].
   *
   * @param x the first factors
   * @param y the second factors
   * @param from the first index
   * @param to the index after the last
   * @return the sum
   */
  public static double ofProducts(float[] x, float[] y, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = from;
    for (; i <= to - 8; i += 8) {
      a += (double) x[i] * y[i];
      b += (double) x[i + 1] * y[i + 1];
      c += (double) x[i + 2] * y[i + 2];
      d += (double) x[i + 3] * y[i + 3];
      e += (double) x[i + 4] * y[i + 4];
      f += (double) x[i + 5] * y[i + 5];
      g += (double) x[i + 6] * y[i + 6];
      h += (double) x[i + 7] * y[i + 7];
    }
    double rest = 0;
    for (; i < to; i++) {
      rest += (double) x[i] * y[i];
    }
    return a + b + c + d + e + f + g + h + rest;
  }

  /**
   * The sum of x[i].
   *
   * @param x the terms
   * @param from the first index
   * @param to the index after the last
   * @return the sum
   */
  public static double of(float[] x, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i <= to - 4; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    double rest = 0;
    for (; i < to; i++) {
      rest += x[i];
    }
    return a + b + c + d + rest;
  }

  /**
   * The largest of x[i].
   *
   * @param x the elements
   * @param from the first index
   * @param to the index after the last
   * @return the largest; NaN if any is, minus infinity if there is none
   */
  public static double largest(float[] x, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }
}
