package gradus.proxies.engine;

/**
 * A view of a matrix in a flat array.
 *
 * @param values the memory, shared with other views
 * @param offset the index of element (0, 0)
 * @param rows the number of rows
 * @param columns the number of columns
 * @param rowStride the distance from one row to the next
 * @param columnStride the distance from one column to the next
 */
public record Matrix(
    float[] values, int offset, int rows, int columns, int rowStride, int columnStride) {

  /** A row-major view of part of an array. */
  static Matrix of(float[] values, int offset, int rows, int columns) {
    return new Matrix(values, offset, rows, columns, columns, 1);
  }

  /** A row-major matrix of zeros in memory of its own. */
  static Matrix zeros(int rows, int columns) {
    return of(new float[Math.multiplyExact(rows, columns)], 0, rows, columns);
  }

  /** The same memory with rows and columns exchanged. */
  Matrix transposed() {
    return new Matrix(values, offset, columns, rows, columnStride, rowStride);
  }

  /** The first row as often as wanted. */
  Matrix repeated(int count) {
    return new Matrix(values, offset, count, columns, 0, columnStride);
  }

  /** The same view further on in the memory. */
  Matrix moved(int distance) {
    return new Matrix(values, offset + distance, rows, columns, rowStride, columnStride);
  }

  /** Some columns of some rows; a matrix whose column stride is 1. */
  Matrix part(int row, int count, int column, int width) {
    return new Matrix(values, offset + row * rowStride + column, count, width, rowStride, 1);
  }

  /** Writes the elements into another matrix of the same rows and columns. */
  void copyTo(Matrix other) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        other.values[other.offset + i * other.rowStride + j * other.columnStride] =
            values[offset + i * rowStride + j * columnStride];
      }
    }
  }
}
