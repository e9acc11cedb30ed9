package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {

  @Test
  void theDoublePrecisionReferenceAgreesWithItsOwnDifferences() {
    DoublePerceptron reference = new DoublePerceptron(5, 7, 3);
    Random random = new Random(1);
    double[] weights = uniform(random, reference.parameters());
    double[][] rows = {uniform(random, 5), uniform(random, 5), uniform(random, 5)};
    int[] labels = {2, 0, 1};
    double[] differences = new double[weights.length];
    double width = 1e-5;
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      weights[i] = weight + width;
      double above = reference.loss(weights, rows, labels);
      weights[i] = weight - width;
      double below = reference.loss(weights, rows, labels);
      weights[i] = weight;
      differences[i] = (above - below) / (2 * width);
    }
    assertThat(relativeError(reference.gradient(weights, rows, labels), differences))
        .isLessThan(1e-6);
  }

  @Test
  void gradientsOfTheDigitsAgreeWithTheDoublePrecisionReference() {
    // One batch of the whole part: then the order in which examples are drawn does not matter.
    Examples train = Digits.split().train();
    Training training = new Digits(train.size()).training();
    training.start(7);
    double loss = training.nextGradients();

    DoublePerceptron reference = new DoublePerceptron(64, 64, 10);
    double[] weights = doubles(training.weights(), 0, training.weights().length);
    double[][] rows = new double[train.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = doubles(train.features(), row * 64, 64);
    }
    double[] expected = reference.gradient(weights, rows, train.labels());
    double[] actual = doubles(training.gradients(), 0, weights.length);

    assertThat(loss).isCloseTo(reference.loss(weights, rows, train.labels()), within(1e-6));
    int offset = 0;
    for (Tensor tensor : new Digits().tensors()) {
      assertThat(relativeError(slice(actual, offset, tensor), slice(expected, offset, tensor)))
          .as(tensor.name())
          .isLessThan(1e-5);
      offset += tensor.size();
    }
  }

  @Test
  void aBatchesLossIsTheScoreOfTheSameExamples() {
    Training training = new Digits(1000).training();
    training.start(7);
    assertThat(training.nextGradients()).isCloseTo(training.score(Part.TRAIN).loss(), within(1e-9));
  }

  /** The distance as a share of the expected vector's length. */
  private static double relativeError(double[] actual, double[] expected) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      length += expected[i] * expected[i];
    }
    return Math.sqrt(difference / length);
  }

  private static double[] slice(double[] values, int offset, Tensor tensor) {
    return Arrays.copyOfRange(values, offset, offset + tensor.size());
  }

  private static double[] doubles(float[] values, int offset, int size) {
    double[] doubles = new double[size];
    for (int i = 0; i < size; i++) {
      doubles[i] = values[offset + i];
    }
    return doubles;
  }

  private static double[] uniform(Random random, int size) {
    return random.doubles(size, -1, 1).toArray();
  }
}
