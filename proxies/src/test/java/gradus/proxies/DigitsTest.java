package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  @Test
  void isAPerceptronOf4810Parameters() {
    Digits digits = new Digits();
    assertThat(digits.tensors())
        .containsExactly(
            Tensor.of("hidden.weight", 64, 64),
            Tensor.of("hidden.bias", 64),
            Tensor.of("output.weight", 64, 10),
            Tensor.of("output.bias", 10));
    assertThat(digits.parameters()).isEqualTo(4810);
    assertThat(digits.batch()).isEqualTo(64);
    assertThat(digits.steps()).isEqualTo(400);
  }

  @Test
  void weightsStartNormalWithVarianceTwoOverInputsAndBiasesAtZero() {
    Training training = new Digits().training();
    training.start(1);
    double squares = 0;
    for (int i = 0; i < 4096; i++) {
      squares += training.weights()[i] * training.weights()[i];
    }
    // The variance of 4,096 normal values is known to 2.2 % (one standard deviation).
    assertThat(squares / 4096 * 32).isBetween(0.9, 1.1);
    assertThat(Arrays.copyOfRange(training.weights(), 4096, 4160)).containsOnly(0);
    assertThat(Arrays.copyOfRange(training.weights(), 4800, 4810)).containsOnly(0);
  }

  @Test
  void theSplitHasEveryRowOnce() {
    int[] numbers = IntStream.range(0, 50).toArray();
    float[] features = new float[50];
    for (int number : numbers) {
      features[number] = number;
    }
    Split split = Split.of(new Examples(1, features, numbers), 20, 10, 1);
    assertThat(split.train().size()).isEqualTo(20);
    assertThat(split.select().size()).isEqualTo(10);
    assertThat(split.test().size()).isEqualTo(20);
    int[] union =
        Stream.of(split.train(), split.select(), split.test())
            .flatMapToInt(part -> Arrays.stream(part.labels()))
            .toArray();
    assertThat(union).isNotEqualTo(numbers).containsExactlyInAnyOrder(numbers);
    for (Examples part : List.of(split.train(), split.select(), split.test())) {
      for (int row = 0; row < part.size(); row++) {
        assertThat(part.features()[row]).isEqualTo(part.labels()[row]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void classesAreRoughlyBalancedInEveryPart(Part part) {
    Examples examples = Digits.split().part(part);
    assertThat(examples.size()).isEqualTo(new Digits().size(part));
    int[] counts = new int[10];
    for (int label : examples.labels()) {
      counts[label]++;
    }
    for (int count : counts) {
      // Four standard deviations of a hypergeometric draw are below this for the smallest part.
      assertThat((double) count / examples.size()).isBetween(0.05, 0.15);
    }
  }

  @Test
  void pixelsAreScaledToTheUnitInterval() {
    float smallest = 1;
    float largest = 0;
    for (float pixel : Digits.split().train().features()) {
      smallest = Math.min(smallest, pixel);
      largest = Math.max(largest, pixel);
    }
    assertThat(smallest).isEqualTo(0);
    assertThat(largest).isEqualTo(1);
  }

  @Test
  void theTestPartIsReadByItsScoreAlone() {
    Split split = Digits.split();
    int[] impossible = new int[split.test().size()];
    Arrays.fill(impossible, 10);
    Examples poisoned = new Examples(64, split.test().features(), impossible);
    Network network = Network.of(new Dense("only", 64, 10));
    Training training =
        new Classification(network, new Split(split.train(), split.select(), poisoned), 64);
    Outcome outcome = Trainer.of(50, 0.1, Schedule.cosine()).run(training, new Sgd(), 1);
    assertThat(outcome.category()).isEqualTo(Outcome.Category.TRAINED);
    assertThatThrownBy(() -> training.score(Part.TEST))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void aBatchThatCannotBeDrawnIsRefused(int batch) {
    assertThatThrownBy(() -> new Digits(batch))
        .hasMessage("digits: found batch %d; allowed are 1..1000", batch);
  }
}
