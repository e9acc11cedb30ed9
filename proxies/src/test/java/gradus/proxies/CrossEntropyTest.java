package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

  @Test
  void equalLogitsCostTheLogarithmOfTheNumberOfClasses() {
    CrossEntropy entropy = new CrossEntropy(Activation.of(2, 5));
    assertThat(entropy.differentiate(new int[] {4, 1}, 2))
        .isCloseTo(2 * Math.log(5), within(1e-15));
  }

  @Test
  void logitsBeyondTheRangeOfTheExponentialDoNotOverflow() {
    Activation logits = Activation.of(1, 2);
    logits.values().values()[0] = 1e4f;
    logits.values().values()[1] = -1e4f;
    CrossEntropy entropy = new CrossEntropy(logits);
    assertThat(entropy.differentiate(new int[] {1}, 1)).isEqualTo(2e4);
    assertThat(logits.gradients().values()).containsExactly(1, -1);
  }

  @Test
  void aLogitThatIsNotANumberMakesTheLossNotANumber() {
    for (int position = 0; position < 3; position++) {
      Activation logits = Activation.of(1, 3);
      logits.values().values()[position] = Float.NaN;
      assertThat(new CrossEntropy(logits).differentiate(new int[] {0}, 1)).isNaN();
    }
  }
}
