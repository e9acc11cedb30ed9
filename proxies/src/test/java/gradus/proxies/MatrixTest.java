package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 16, 3", "5, 33, 7", "64, 10, 64", "3, 64, 1", "2, 5, 0"})
  void everyElementIsOneChainOfFusedMultiplyAdds(int rows, int columns, int inner) {
    Random random = new Random(1);
    float[] start = random(random, columns);
    float[] left = random(random, inner * rows);
    float[] right = random(random, 2 + inner * columns);
    Matrix product = Matrix.zeros(rows, columns);
    product.product(
        Matrix.of(start, 0, 1, columns),
        Matrix.of(left, 0, inner, rows).transposed(),
        Matrix.of(right, 2, inner, columns));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float expected = start[j];
        for (int k = 0; k < inner; k++) {
          expected = Math.fma(left[k * rows + i], right[2 + k * columns + j], expected);
        }
        assertThat(product.values()[i * columns + j]).as("%d, %d", i, j).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "64, 10"})
  void aCopyOfATransposedViewHasRowsForColumns(int rows, int columns) {
    Matrix matrix = Matrix.of(random(new Random(1), rows * columns), 0, rows, columns);
    Matrix transposed = Matrix.zeros(columns, rows);
    transposed.copy(matrix.transposed());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(transposed.values()[j * rows + i]).isEqualTo(matrix.values()[i * columns + j]);
      }
    }
  }

  private static float[] random(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
