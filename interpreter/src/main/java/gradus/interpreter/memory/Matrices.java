package gradus.interpreter.memory;

import java.util.Arrays;

/**
 * Matrix functions on flat arrays, row after row. The sums of small products have one order, so
 * that a program gives the same bits on every machine; large ones are left to ND4J's BLAS, whose
 * order depends on the processor.
 */
public final class Matrices {
  /** So many multiplications are worth the way to BLAS and back. */
  private static final long LARGE = 1 << 21;

  /** The side of the squares that are transposed at once. */
  private static final int TILE = 32;

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
    if ((long) rows * inner * columns >= LARGE && Blas.isThere()) {
      Blas.multiply(x, xFrom, y, yFrom, z, zFrom, rows, inner, columns);
      return;
    }
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
    // By way of a small array, since rows of a power of two are at one place of the cache.
    float[] tile = new float[TILE * TILE];
    for (int top = 0; top < rows; top += TILE) {
      int height = Math.min(TILE, rows - top);
      for (int left = 0; left < columns; left += TILE) {
        int width = Math.min(TILE, columns - left);
        for (int r = 0; r < height; r++) {
          System.arraycopy(x, xFrom + (top + r) * columns + left, tile, r * TILE, width);
        }
        for (int c = 0; c < width; c++) {
          int to = zFrom + (left + c) * rows + top;
          for (int r = 0; r < height; r++) {
            z[to + r] = tile[r * TILE + c];
          }
        }
      }
    }
  }
}
