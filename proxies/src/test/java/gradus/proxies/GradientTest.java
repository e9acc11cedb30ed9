package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.proxies.engine.LayerDifferences;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every task, in double precision against differences, in single against double. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradientTest {

  private Class<?> differences;
  private Class<?> layers;

  @BeforeAll
  void compile(@TempDir Path folder) throws Exception {
    ClassLoader loader = InDouble.compile(folder);
    differences = loader.loadClass(Differences.class.getName());
    layers = loader.loadClass(LayerDifferences.class.getName());
  }

  static List<String> families() {
    return Family.all().stream()
        .filter(family -> family.at(Scale.TINY) instanceof Supervised)
        .map(Family::name)
        .toList();
  }

  static List<String> layers() {
    return LayerDifferences.names();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerByItsParametersAndByItsInput(String name) throws Exception {
    double[] errors = (double[]) layers.getMethod("of", String.class).invoke(null, name);
    assertThat(errors).hasSize(2);
    assertThat(errors[0]).as("by the parameters").isLessThan(1e-6);
    assertThat(errors[1]).as("by the inputs").isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("families")
  @SuppressWarnings("unchecked")
  void inDoublePrecisionTheGradientIsTheLimitOfDifferences(String family) throws Exception {
    Needed.data(family);
    Map<String, Double> errors =
        (Map<String, Double>) differences.getMethod("of", String.class).invoke(null, family);
    assertThat(errors).hasSameSizeAs(Family.named(family).at(Scale.TINY).tensors());
    assertThat(errors).allSatisfy((tensor, error) -> assertThat(error).isLessThan(1e-6));
  }

  @ParameterizedTest
  @MethodSource("families")
  void inSinglePrecisionItIsTheSameButForRounding(String family) throws Exception {
    Needed.data(family);
    double[] expected =
        (double[]) differences.getMethod("gradient", String.class).invoke(null, family);
    double[] actual = Differences.gradient(family);
    assertThat(actual[0]).isCloseTo(expected[0], within(1e-6 * expected[0]));
    int from = 1;
    for (Tensor tensor : Family.named(family).at(Scale.TINY).tensors()) {
      double[] one = Arrays.copyOfRange(actual, from, from + tensor.size());
      double[] other = Arrays.copyOfRange(expected, from, from + tensor.size());
      assertThat(distance(one, other)).as(tensor.name()).isLessThan(1e-5 * length(other));
      from += tensor.size();
    }
  }

  private static double distance(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return length(difference);
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }
}
