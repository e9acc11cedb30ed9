package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.interpreter.memory.Matrices;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products and transposes of matrices that lie somewhere in arrays, small and large. */
class MatricesTest {
  @ParameterizedTest
  @CsvSource({"3, 4, 5", "1, 7, 1", "64, 33, 70", "150, 131, 143", "40, 2000, 40"})
  void areWhatTheDefinitionSays(int rows, int inner, int columns) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = floats(random, 11 + rows * inner);
    float[] y = floats(random, 7 + inner * columns);
    float[] z = new float[5 + rows * columns + 3];
    Matrices.multiply(x, 11, y, 7, z, 5, rows, inner, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += (double) x[11 + r * inner + k] * y[7 + k * columns + c];
        }
        assertThat(Math.abs(z[5 + r * columns + c] - sum)).isLessThan(2e-6 * inner);
      }
    }
    assertThat(z[4]).isZero();
    assertThat(z[5 + rows * columns]).isZero();
    float[] t = new float[2 + rows * inner];
    Matrices.transpose(x, 11, t, 2, rows, inner);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < inner; k++) {
        assertThat(t[2 + k * rows + r]).isEqualTo(x[11 + r * inner + k]);
      }
    }
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
