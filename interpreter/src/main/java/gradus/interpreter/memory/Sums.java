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
}
