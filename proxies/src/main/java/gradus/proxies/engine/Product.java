package gradus.proxies.engine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, for one thread. As Goto and van de Geijn, "Anatomy of High-Performance
 * Matrix Multiplication" (2008): blocks of both factors are copied into the order in which the
 * innermost loop reads them, so that it runs at the speed of the arithmetic whatever the strides.
 *
 * <p>Each element is one chain of fused multiply-adds in the order of the inner index, whatever the
 * vector width: a lane is an element of the result, and no sum runs across lanes.
 */
public final class Product {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** A tile of the result: as many accumulators as a processor with 32 registers has room for. */
  private static final int TILE_ROWS = 8;

  private static final int TILE_COLUMNS = 2 * LANES;

  /** A block of the right factor stays in the second cache while the left factor passes by. */
  private static final int INNER = 256;

  private static final int COLUMNS = 768;

  private final float[] left = new float[TILE_ROWS * INNER];
  private final float[] right = new float[COLUMNS * INNER];
  private final float[] tile = new float[TILE_ROWS * TILE_COLUMNS];

  /** Memory for blocks of any factors. */
  public Product() {}

  /** Makes the result x y; neither factor may lie in it, and its column stride is 1. */
  void multiply(Matrix x, Matrix y, Matrix result) {
    for (int row = 0; row < result.rows(); row++) {
      int from = result.offset() + row * result.rowStride();
      Arrays.fill(result.values(), from, from + result.columns(), 0);
    }
    add(x, y, result);
  }

  /** Adds x y to the result. */
  void add(Matrix x, Matrix y, Matrix result) {
    for (int column = 0; column < result.columns(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, result.columns() - column);
      for (int k = 0; k < x.columns(); k += INNER) {
        int inner = Math.min(INNER, x.columns() - k);
        packRight(y, k, inner, column, columns);
        for (int row = 0; row < result.rows(); row += TILE_ROWS) {
          addRows(x, row, k, inner, result, column, columns);
        }
      }
    }
  }

  /** As many rows as a tile has; the last ones by way of memory with room for the missing. */
  private void addRows(
      Matrix x, int row, int k, int inner, Matrix result, int column, int columns) {
    int height = Math.min(TILE_ROWS, result.rows() - row);
    float[] values = result.values();
    int stride = result.rowStride();
    int first = result.offset() + row * stride + column;
    float[] a = x.values();
    int a0 = x.offset() + row * x.rowStride() + k * x.columnStride();
    boolean byRows = x.columnStride() == 1;
    int step = byRows ? x.rowStride() : x.columnStride();
    if (height < TILE_ROWS) {
      packLeft(x, a0, height, inner);
      a = left;
      a0 = 0;
      byRows = false;
      step = TILE_ROWS;
    }
    for (int j = 0; j < columns; j += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, columns - j);
      if (height == TILE_ROWS && width == TILE_COLUMNS) {
        addTile(a, a0, step, byRows, j * inner, inner, values, first + j, stride);
      } else {
        for (int r = 0; r < height; r++) {
          System.arraycopy(values, first + j + r * stride, tile, r * TILE_COLUMNS, width);
        }
        addTile(a, a0, step, byRows, j * inner, inner, tile, 0, TILE_COLUMNS);
        for (int r = 0; r < height; r++) {
          System.arraycopy(tile, r * TILE_COLUMNS, values, first + j + r * stride, width);
        }
      }
    }
  }

  private void addTile(
      float[] a,
      int a0,
      int step,
      boolean byRows,
      int b,
      int inner,
      float[] sums,
      int at,
      int stride) {
    // Processors with narrower vectors have half the registers.
    if (LANES >= 16 && byRows) {
      Tile.eightRows(a, a0, step, right, b, inner, sums, at, stride);
    } else if (LANES >= 16) {
      Tile.eightColumns(a, a0, step, right, b, inner, sums, at, stride);
    } else if (byRows) {
      Tile.fourRows(a, a0, step, right, b, inner, sums, at, stride);
      Tile.fourRows(a, a0 + 4 * step, step, right, b, inner, sums, at + 4 * stride, stride);
    } else {
      Tile.fourColumns(a, a0, step, right, b, inner, sums, at, stride);
      Tile.fourColumns(a, a0 + 4, step, right, b, inner, sums, at + 4 * stride, stride);
    }
  }

  /** Rows with their columns together; what lies behind them is computed and not looked at. */
  private void packLeft(Matrix x, int from, int height, int inner) {
    for (int r = 0; r < height; r++) {
      spread(x.values(), from + r * x.rowStride(), x.columnStride(), left, r, TILE_ROWS, inner);
    }
  }

  /** Panels of as many columns as a tile has, in each the numbers of a row together. */
  private void packRight(Matrix y, int k, int inner, int column, int columns) {
    for (int j = 0; j < columns; j += TILE_COLUMNS) {
      int panel = j * inner;
      int width = Math.min(TILE_COLUMNS, columns - j);
      int from = y.offset() + k * y.rowStride() + (column + j) * y.columnStride();
      if (width < TILE_COLUMNS) {
        Arrays.fill(right, panel, panel + TILE_COLUMNS * inner, 0);
      }
      if (y.columnStride() == 1) {
        for (int r = 0; r < inner; r++) {
          System.arraycopy(
              y.values(), from + r * y.rowStride(), right, panel + r * TILE_COLUMNS, width);
        }
      } else {
        for (int c = 0; c < width; c++) {
          spread(
              y.values(),
              from + c * y.columnStride(),
              y.rowStride(),
              right,
              panel + c,
              TILE_COLUMNS,
              inner);
        }
      }
    }
  }

  private static void spread(
      float[] x, int from, int step, float[] y, int to, int stride, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i * stride] = x[from + i * step];
    }
  }
}
