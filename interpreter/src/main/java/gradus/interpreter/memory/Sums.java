package gradus.interpreter.memory;

/**
 * Sums of products in double precision and in one order, whatever runs them: eight partial sums,
 * each over every eighth element from the start of the tensor, added from the first to the last.
 */
public final class Sums {
  private Sums() {}

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
