package gradus.proxies.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

  @Test
  void equalLogitsCostTheLogarithmOfTheNumberOfClasses() {
    Loss.Judge entropy = new CrossEntropy().open(Variable.of(2, 5));
    assertThat(entropy.differentiate(new float[] {4, 1}, 2))
        .isCloseTo(2 * Math.log(5), within(1e-15));
  }

  @Test
  void logitsBeyondTheRangeOfTheExponentialDoNotOverflow() {
    Variable logits = Variable.of(1, 2);
    logits.values().values()[0] = 1e4f;
    logits.values().values()[1] = -1e4f;
    assertThat(new CrossEntropy().open(logits).differentiate(new float[] {1}, 1)).isEqualTo(2e4);
    assertThat(logits.gradients().values()[0]).isEqualTo(1);
    assertThat(logits.gradients().values()[1]).isEqualTo(-1);
  }

  @Test
  void aLogitThatIsNotANumberMakesTheLossNotANumber() {
    for (int position = 0; position < 3; position++) {
      Variable logits = Variable.of(1, 3);
      logits.values().values()[position] = Float.NaN;
      assertThat(new CrossEntropy().open(logits).differentiate(new float[] {0}, 1)).isNaN();
    }
  }

  @Test
  void theFirstOfTheLargestLogitsIsTheAnswer() {
    Variable logits = Variable.of(3, 2);
    System.arraycopy(new float[] {1, 2, 2, 2, 3, 2}, 0, logits.values().values(), 0, 6);
    Loss.Judge entropy = new CrossEntropy().open(logits);
    assertThat(entropy.correct(new float[] {1, 0, 1}, 3)).isEqualTo(2);
    assertThat(entropy.correct(new float[] {1, 0, 1}, 1)).isEqualTo(1);
  }
}
