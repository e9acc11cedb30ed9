package gradus.interpreter.memory;

import java.util.Arrays;

/**
 * Matrix functions on flat arrays, row after row. Every sum has one order, so that a program gives
 * the same bits on every machine.
 */
public final class Matrices {
  private Matrices() {}

  /**
   * z = x y.
   *
   * @param x the first factor, of rows times inner elements
   * @param xFrom where it begins
   * @param y the second factor, of inner times columns elements
   * @param yFrom where it begins
   * @param z the product, of rows times columns elements; neither x nor y
   * @param zFrom where it begins
   * @param rows the rows of x
   * @param inner the columns of x
   * @param columns the columns of y
   */
  public static void multiply(
      float[] x,
      int xFrom,
      float[] y,
      int yFrom,
      float[] z,
      int zFrom,
      int rows,
      int inner,
      int columns) {
    // Rows of their own, since loops over arrays at different offsets are not vectorised.
    float[][] y2 = new float[inner][];
    for (int k = 0; k < inner; k++) {
      y2[k] = Arrays.copyOfRange(y, yFrom + k * columns, yFrom + (k + 1) * columns);
    }
    float[] sum = new float[columns];
    for (int r = 0; r < rows; r++) {
      Arrays.fill(sum, 0);
      for (int k = 0; k < inner; k++) {
        add(x[xFrom + r * inner + k], y2[k], sum);
      }
      System.arraycopy(sum, 0, z, zFrom + r * columns, columns);
    }
  }

  private static void add(float a, float[] y, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += a * y[i];
    }
  }

  /**
   * z = the transpose of x.
   *
   * @param x a matrix of rows times columns elements
   * @param xFrom where it begins
   * @param z the result; not x
   * @param zFrom where it begins
   * @param rows the rows of x
   * @param columns the columns of x
   */
  public static void transpose(float[] x, int xFrom, float[] z, int zFrom, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        z[zFrom + c * rows + r] = x[xFrom + r * columns + c];
      }
    }
  }
}
