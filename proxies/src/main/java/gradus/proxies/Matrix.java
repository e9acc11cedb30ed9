package gradus.proxies;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A view of a matrix in a flat array, and the one product that all layers are made of.
 *
 * @param values the memory, shared with other views
 * @param offset the index of element (0, 0)
 * @param rows the number of rows
 * @param columns the number of columns
 * @param rowStride the distance from one row to the next
 * @param columnStride the distance from one column to the next
 */
record Matrix(float[] values, int offset, int rows, int columns, int rowStride, int columnStride) {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** A row-major view of part of an array. */
  static Matrix of(float[] values, int offset, int rows, int columns) {
    return new Matrix(values, offset, rows, columns, columns, 1);
  }

  /** A row-major matrix of zeros in memory of its own. */
  static Matrix zeros(int rows, int columns) {
    return of(new float[Math.multiplyExact(rows, columns)], 0, rows, columns);
  }

  /** A row-major matrix of ones in memory of its own. */
  static Matrix ones(int rows, int columns) {
    Matrix ones = zeros(rows, columns);
    Arrays.fill(ones.values, 1);
    return ones;
  }

  /** The same memory with rows and columns exchanged. */
  Matrix transposed() {
    return new Matrix(values, offset, columns, rows, columnStride, rowStride);
  }

  /** Copies the elements of another matrix of this shape into this one. */
  void copy(Matrix other) {
    for (int i = 0; i < rows; i++) {
      int to = offset + i * rowStride;
      int from = other.offset + i * other.rowStride;
      for (int j = 0; j < columns; j++) {
        values[to + j * columnStride] = other.values[from + j * other.columnStride];
      }
    }
  }

  /**
   * Makes this matrix {@code start + left * right}.
   *
   * <p>Each element is one chain of fused multiply-adds in the order of the inner index, whatever
   * the vector width: a lane is an element of the result, and no sum runs across lanes.
   *
   * @param start a row added to every row of the product, with column stride 1
   * @param left rows x inner, with any strides
   * @param right inner x columns, with column stride 1
   */
  void product(Matrix start, Matrix left, Matrix right) {
    int whole = SPECIES.loopBound(columns);
    for (int column = 0; column < whole; column += SPECIES.length()) {
      for (int row = 0; row < rows; row += 4) {
        fourRows(row, column, start, left, right);
      }
    }
    if (whole < columns) {
      ends(whole, start, left, right);
    }
  }

  /** Four rows by one vector; beyond the last row it repeats that row, to the same result. */
  private void fourRows(int row, int column, Matrix start, Matrix left, Matrix right) {
    int row1 = Math.min(row + 1, rows - 1);
    int row2 = Math.min(row + 2, rows - 1);
    int row3 = Math.min(row + 3, rows - 1);
    float[] a = left.values;
    int a0 = left.offset + row * left.rowStride;
    int a1 = left.offset + row1 * left.rowStride;
    int a2 = left.offset + row2 * left.rowStride;
    int a3 = left.offset + row3 * left.rowStride;
    int b = right.offset + column;
    FloatVector sum0 = FloatVector.fromArray(SPECIES, start.values, start.offset + column);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int k = 0; k < left.columns; k++) {
      FloatVector vector = FloatVector.fromArray(SPECIES, right.values, b);
      sum0 = vector.fma(FloatVector.broadcast(SPECIES, a[a0]), sum0);
      sum1 = vector.fma(FloatVector.broadcast(SPECIES, a[a1]), sum1);
      sum2 = vector.fma(FloatVector.broadcast(SPECIES, a[a2]), sum2);
      sum3 = vector.fma(FloatVector.broadcast(SPECIES, a[a3]), sum3);
      a0 += left.columnStride;
      a1 += left.columnStride;
      a2 += left.columnStride;
      a3 += left.columnStride;
      b += right.rowStride;
    }
    int first = offset + column;
    sum0.intoArray(values, first + row * rowStride);
    sum1.intoArray(values, first + row1 * rowStride);
    sum2.intoArray(values, first + row2 * rowStride);
    sum3.intoArray(values, first + row3 * rowStride);
  }

  /** The columns that do not fill a vector; masks in the loop of the others would slow it 3x. */
  private void ends(int column, Matrix start, Matrix left, Matrix right) {
    VectorMask<Float> mask = SPECIES.indexInRange(column, columns);
    FloatVector first = FloatVector.fromArray(SPECIES, start.values, start.offset + column, mask);
    for (int row = 0; row < rows; row++) {
      int a = left.offset + row * left.rowStride;
      int b = right.offset + column;
      FloatVector sum = first;
      for (int k = 0; k < left.columns; k++) {
        FloatVector vector = FloatVector.fromArray(SPECIES, right.values, b, mask);
        sum = vector.fma(FloatVector.broadcast(SPECIES, left.values[a]), sum);
        a += left.columnStride;
        b += right.rowStride;
      }
      sum.intoArray(values, offset + column + row * rowStride, mask);
    }
  }
}
