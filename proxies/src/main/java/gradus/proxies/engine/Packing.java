package gradus.proxies.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies of factors in the order in which the innermost loops of {@link Product} read them. */
final class Packing {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE_COLUMNS = Product.TILE_COLUMNS;
  private static final int INNER = Product.INNER;

  private final float[] packed = new float[Product.COLUMNS * INNER];
  private final float[] strip = new float[Product.NARROW_ROWS * INNER];

  /**
   * Panels of a block of a right factor, as many columns as a tile has, in each the numbers of a
   * row together.
   */
  float[] panels(Matrix y, int k, int inner, int column, int columns) {
    for (int j = 0; j < columns; j += TILE_COLUMNS) {
      int panel = j * inner;
      int width = Math.min(TILE_COLUMNS, columns - j);
      int from = y.offset() + k * y.rowStride() + (column + j) * y.columnStride();
      if (y.columnStride() == 1 && width == TILE_COLUMNS) {
        wholeRows(y.values(), from, y.rowStride(), packed, panel, inner);
      } else if (y.columnStride() == 1) {
        for (int r = 0; r < inner; r++) {
          System.arraycopy(
              y.values(), from + r * y.rowStride(), packed, panel + r * TILE_COLUMNS, width);
        }
      } else {
        for (int c = 0; c < width; c++) {
          spread(
              y.values(),
              from + c * y.columnStride(),
              y.rowStride(),
              packed,
              panel + c,
              TILE_COLUMNS,
              inner);
        }
      }
    }
    return packed;
  }

  private static void wholeRows(float[] x, int from, int step, float[] y, int to, int rows) {
    for (int row = 0; row < rows; row++) {
      int source = from + row * step;
      int target = to + row * TILE_COLUMNS;
      FloatVector.fromArray(SPECIES, x, source).intoArray(y, target);
      FloatVector.fromArray(SPECIES, x, source + LANES).intoArray(y, target + LANES);
    }
  }

  /**
   * Up to six rows of a left factor, the last one again where there are fewer, in each the numbers
   * of a row together.
   *
   * @param x the factor
   * @param from where the first number lies
   * @param inner how many numbers of each row
   * @param rows how many
   * @return the rows, {@link Product#INNER} apart
   */
  float[] strip(Matrix x, int from, int inner, int rows) {
    int step = x.rowStride();
    float[] values = x.values();
    int i1 = Math.min(1, rows - 1) * step;
    int i2 = Math.min(2, rows - 1) * step;
    int i3 = Math.min(3, rows - 1) * step;
    int i4 = Math.min(4, rows - 1) * step;
    int i5 = Math.min(5, rows - 1) * step;
    for (int k = 0, at = from; k < inner; k++, at += x.columnStride()) {
      strip[k] = values[at];
      strip[INNER + k] = values[at + i1];
      strip[2 * INNER + k] = values[at + i2];
      strip[3 * INNER + k] = values[at + i3];
      strip[4 * INNER + k] = values[at + i4];
      strip[5 * INNER + k] = values[at + i5];
    }
    return strip;
  }

  private static void spread(
      float[] x, int from, int step, float[] y, int to, int stride, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i * stride] = x[from + i * step];
    }
  }
}
