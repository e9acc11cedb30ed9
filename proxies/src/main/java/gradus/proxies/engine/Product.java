package gradus.proxies.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, for one thread. As Goto and van de Geijn, "Anatomy of High-Performance
 * Matrix Multiplication" (2008): tiles of the result stay in registers, and blocks of the right
 * factor are copied into the order in which the innermost loop reads them, so that it runs at the
 * speed of the arithmetic whatever the strides.
 *
 * <p>Each element is one chain of fused multiply-adds in the order of the inner index, whatever the
 * vector width: a lane is an element of the result, and no sum runs across lanes.
 */
public final class Product {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** A tile of the result: as many accumulators as a processor with 32 registers has room for. */
  static final int TILE_ROWS = 8;

  /** And one with sixteen registers, where the tile is two vectors wide. */
  static final int NARROW_ROWS = 6;

  static final int TILE_COLUMNS = 2 * LANES;

  /** Processors with narrower vectors have half the registers. */
  private static final boolean WIDE = LANES >= 16;

  /** Rows of the tile that fits this processor: who cuts a left factor into rows does it here. */
  static final int HEIGHT = WIDE ? TILE_ROWS : NARROW_ROWS;

  /** A block of the right factor stays in the second cache while the left factor passes by. */
  static final int INNER = 256;

  static final int COLUMNS = 768;

  /** With fewer rows a right factor is read where it lies: a copy would not pay. */
  private static final int FEW_ROWS = 65;

  /** With fewer columns a left factor by columns is read where it lies: a copy would not pay. */
  private static final int MANY_COLUMNS = 3 * TILE_COLUMNS;

  /**
   * How many pairs of factors are multiplied and added, one after the other.
   *
   * @param count how many, at least 1
   * @param left the distance in memory from a left factor to the next
   * @param right the distance from a right factor to the next
   */
  record Runs(int count, int left, int right) {
    static final Runs ONE = new Runs(1, 0, 0);
  }

  private final Packing packing = new Packing();
  private final float[] tile = new float[TILE_ROWS * LANES];
  private final Matrix zeros = new Matrix(new float[COLUMNS], 0, 1, COLUMNS, 0, 1);

  /** Memory for blocks of any factors. */
  public Product() {}

  /** Makes the result x y; neither factor may lie in it, and its column stride is 1. */
  void multiply(Matrix x, Matrix y, Matrix result) {
    run(x, y, Runs.ONE, zeros, 0, result, 0, result.rows());
  }

  /** Adds x y to the result. */
  void add(Matrix x, Matrix y, Matrix result) {
    run(x, y, Runs.ONE, result, 1, result, 0, result.rows());
  }

  /** Makes the result x y plus the start, which may be a repeated row. */
  void add(Matrix x, Matrix y, Matrix start, Matrix result) {
    run(x, y, Runs.ONE, start, 1, result, 0, result.rows());
  }

  /** Adds x y to some rows of the result. */
  void add(Matrix x, Matrix y, Matrix result, int from, int to) {
    run(x, y, Runs.ONE, result, 1, result, from, to);
  }

  /** Whether all pairs of factors can be taken at once: none is cut up or copied. */
  static boolean joins(Matrix x, Matrix y, Matrix result) {
    return x.columns() <= INNER && y.columnStride() == 1 && result.columns() % LANES == 0;
  }

  /**
   * Makes some rows of the result the sum of several x y plus the start, which may be a repeated
   * row. The factors given are the first pair; several must {@link #joins join}.
   */
  void add(Matrix x, Matrix y, Runs runs, Matrix start, Matrix result, int from, int to) {
    run(x, y, runs, start, 1, result, from, to);
  }

  private void run(
      Matrix x, Matrix y, Runs runs, Matrix start, int move, Matrix result, int first, int last) {
    for (int column = 0; column < result.columns(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, result.columns() - column);
      for (int k = 0; k < x.columns(); k += INNER) {
        int inner = Math.min(INNER, x.columns() - k);
        float[] b = y.values();
        int b0 = y.offset() + k * y.rowStride() + column;
        int step = y.rowStride();
        int panel = TILE_COLUMNS;
        boolean pays = last - first >= FEW_ROWS && runs.count() == 1;
        if (pays || y.columnStride() != 1 || columns % LANES != 0) {
          b = packing.panels(y, k, inner, column, columns);
          b0 = 0;
          step = TILE_COLUMNS;
          panel = TILE_COLUMNS * inner;
        }
        Matrix from = k == 0 ? start : result;
        int shift = k == 0 ? column * move : column;
        int high = columns < TILE_COLUMNS ? TILE_ROWS : HEIGHT;
        for (int row = first; row < last; row += high) {
          rows(
              x,
              row,
              Math.min(high, last - row),
              k,
              inner,
              runs,
              b,
              b0,
              step,
              panel,
              from,
              shift,
              result,
              column,
              columns);
        }
      }
    }
  }

  private void rows(
      Matrix x,
      int row,
      int height,
      int k,
      int inner,
      Runs runs,
      float[] b,
      int b0,
      int step,
      int panel,
      Matrix start,
      int shift,
      Matrix result,
      int column,
      int columns) {
    float[] a = x.values();
    int a0 = x.offset() + row * x.rowStride() + k * x.columnStride();
    boolean six = !WIDE && columns >= TILE_COLUMNS && (x.columnStride() == 1 || runs.count() == 1);
    boolean apart = six && x.columnStride() != 1;
    boolean copied = apart && columns >= MANY_COLUMNS;
    float[] left = copied ? packing.strip(x, a0, inner, height) : a;
    int at = result.offset() + row * result.rowStride() + column;
    int from = start.offset() + row * start.rowStride() + shift;
    float[] s = start.values();
    int sStep = start.rowStride();
    float[] sums = result.values();
    int stride = result.rowStride();
    for (int j = 0; j < columns; j += TILE_COLUMNS, b0 += panel) {
      if (apart && !copied && columns - j >= TILE_COLUMNS) {
        NarrowTile.sixApart(
            a,
            a0,
            x.rowStride(),
            x.columnStride(),
            b,
            b0,
            step,
            inner,
            s,
            from + j,
            sStep,
            sums,
            at + j,
            stride,
            height);
      } else if (six && columns - j >= TILE_COLUMNS) {
        for (int run = 0; run < runs.count(); run++) {
          boolean begins = run == 0;
          NarrowTile.sixRows(
              left,
              (copied ? 0 : a0) + run * runs.left(),
              copied ? INNER : x.rowStride(),
              b,
              b0 + run * runs.right(),
              step,
              inner,
              begins ? s : sums,
              begins ? from + j : at + j,
              begins ? sStep : stride,
              sums,
              at + j,
              stride,
              height);
        }
      } else if (WIDE
          && height == TILE_ROWS
          && columns - j >= TILE_COLUMNS
          && x.columnStride() == 1) {
        Tile.eightRows(
            a,
            a0,
            x.rowStride(),
            b,
            b0,
            step,
            inner,
            runs,
            s,
            from + j,
            sStep,
            sums,
            at + j,
            stride);
      } else if (WIDE
          && height == TILE_ROWS
          && columns - j >= TILE_COLUMNS
          && x.rowStride() == 1
          && runs.count() == 1) {
        Tile.eightColumns(
            a, a0, x.columnStride(), b, b0, step, inner, s, from + j, sStep, sums, at + j, stride);
      } else {
        for (int i = j; i < Math.min(j + TILE_COLUMNS, columns); i += LANES) {
          int width = Math.min(LANES, columns - i);
          int bi = b0 + i - j;
          if (width == LANES) {
            edge(x, a0, b, bi, step, inner, runs, s, from + i, sStep, sums, at + i, stride, height);
          } else {
            // Masks at the ends of arrays are not always compiled, so what is narrower than a
            // vector goes by way of memory that is not.
            copy(s, from + i, sStep, tile, 0, LANES, height, width);
            edge(x, a0, b, bi, step, inner, runs, tile, 0, LANES, tile, 0, LANES, height);
            copy(tile, 0, LANES, sums, at + i, stride, height, width);
          }
        }
      }
    }
  }

  private static void edge(
      Matrix x,
      int a0,
      float[] b,
      int b0,
      int bStep,
      int inner,
      Runs runs,
      float[] start,
      int from,
      int fromStep,
      float[] sums,
      int at,
      int stride,
      int rows) {
    int rowStep = x.rowStride();
    int step = x.columnStride();
    float[] a = x.values();
    NarrowTile.edge(
        a, a0, rowStep, step, b, b0, bStep, inner, runs, start, from, fromStep, sums, at, stride,
        rows);
  }

  private static void copy(
      float[] x, int from, int step, float[] y, int to, int stride, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        y[to + row * stride + column] = x[from + row * step + column];
      }
    }
  }
}
