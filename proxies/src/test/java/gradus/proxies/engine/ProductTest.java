package gradus.proxies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {

  /** Sizes about the edges of tiles and blocks, and either factor by rows and by columns. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "4, 16, 3",
    "5, 33, 7",
    "8, 32, 256",
    "64, 10, 64",
    "3, 64, 1",
    "7, 31, 257",
    "17, 769, 2",
    "9, 1540, 300",
    "16, 64, 513",
    "12, 48, 40",
    "70, 80, 30"
  })
  void everyElementIsOneChainOfFusedMultiplyAdds(int rows, int columns, int inner) {
    Random random = new Random(1);
    for (boolean left : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        Matrix x = matrix(random, rows, inner, left);
        Matrix y = matrix(random, inner, columns, right);
        Matrix sum =
            new Matrix(random(random, 3 + rows * (columns + 2)), 3, rows, columns, columns + 2, 1);
        float[] before = sum.values().clone();
        new Product().add(x, y, sum);
        check(x, y, sum, before);
        new Product().multiply(x, y, sum);
        float[] zeros = sum.values().clone();
        for (int i = 0; i < rows; i++) {
          Arrays.fill(zeros, at(sum, i, 0), at(sum, i, 0) + columns, 0);
        }
        check(x, y, sum, zeros);
      }
    }
  }

  /** Also that nothing is written beside the elements. */
  private static void check(Matrix x, Matrix y, Matrix sum, float[] before) {
    float[] expected = before.clone();
    for (int i = 0; i < sum.rows(); i++) {
      for (int j = 0; j < sum.columns(); j++) {
        float chain = before[at(sum, i, j)];
        for (int k = 0; k < x.columns(); k++) {
          chain = Math.fma(x.values()[at(x, i, k)], y.values()[at(y, k, j)], chain);
        }
        expected[at(sum, i, j)] = chain;
      }
    }
    assertThat(sum.values()).containsExactly(expected);
  }

  private static int at(Matrix matrix, int row, int column) {
    return matrix.offset() + row * matrix.rowStride() + column * matrix.columnStride();
  }

  private static Matrix matrix(Random random, int rows, int columns, boolean transposed) {
    float[] values = random(random, 5 + rows * columns);
    return transposed
        ? Matrix.of(values, 5, columns, rows).transposed()
        : Matrix.of(values, 5, rows, columns);
  }

  private static float[] random(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
