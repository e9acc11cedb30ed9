package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.proxies.Outcome.Category;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private final Training training = Task.named("digits").training();
  private final Trainer trainer = Trainer.of(400, 0.5, Schedule.cosine());

  @Test
  void gradientDescentLearnsTheDigits() {
    Outcome outcome = trainer.run(training, new Sgd(), 1);
    assertThat(outcome.category()).isEqualTo(Category.TRAINED);
    assertThat(outcome.steps()).isEqualTo(400);
    assertThat(outcome.start().accuracy()).isLessThan(0.4);
    assertThat(outcome.select().accuracy()).isGreaterThan(0.9);
    assertThat(outcome.select()).isEqualTo(training.score(Part.SELECT));
    assertThat(outcome.trainLoss()).isLessThan(outcome.start().loss());
    assertThat(training.score(Part.TEST).accuracy()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aRuleThatWritesAWeightThatIsNotFiniteIsStoppedAtOnce(float poison) {
    UpdateRule rule =
        (weights, gradients, rate, step) -> weights[4809] = step == 3 ? poison : weights[4809];
    Outcome outcome = trainer.run(training, rule, 1);
    assertThat(outcome.category()).isEqualTo(Category.NOT_FINITE);
    assertThat(outcome.steps()).isEqualTo(3);
    assertThat(outcome.select()).isEqualTo(Score.NONE);
  }

  @Test
  void aLossThatOverflowsIsNotFinite() {
    UpdateRule rule =
        (weights, gradients, rate, step) -> {
          for (int i = 0; i < weights.length; i++) {
            weights[i] *= 1e30f;
          }
        };
    Outcome outcome = Trainer.of(1, 0.5, Schedule.constant()).run(training, rule, 1);
    assertThat(outcome.category()).isEqualTo(Category.NOT_FINITE);
  }

  @Test
  void aRuleThatAscendsIsWorseThanTheStart() {
    UpdateRule ascent =
        (weights, gradients, rate, step) -> new Sgd().step(weights, gradients, -rate, step);
    Outcome outcome = Trainer.of(20, 0.1, Schedule.constant()).run(training, ascent, 1);
    assertThat(outcome.category()).isEqualTo(Category.WORSE_THAN_START);
    assertThat(outcome.steps()).isEqualTo(20);
    assertThat(outcome.select().loss()).isGreaterThan(outcome.start().loss());
  }

  @Test
  void anInterruptEndsTheTrainingBeforeItsNextStep() {
    UpdateRule rule =
        (weights, gradients, rate, step) -> {
          if (step == 2) {
            Thread.currentThread().interrupt();
          }
        };
    Outcome outcome = trainer.run(training, rule, 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.category()).isEqualTo(Category.INTERRUPTED);
    assertThat(outcome.steps()).isEqualTo(2);
  }

  @Test
  void theRuleReceivesTheScheduledRateAndTheListenerEveryLoss() {
    List<Double> rates = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    UpdateRule rule = (weights, gradients, rate, step) -> rates.add(rate);
    Progress progress =
        (step, loss) -> {
          steps.add(step);
          losses.add(loss);
        };
    Outcome outcome =
        Trainer.of(4, 2, Schedule.cosine()).reporting(progress).run(training, rule, 1);
    double corner = Math.sqrt(0.5);
    assertThat(rates).hasSize(4);
    assertThat(rates.get(0)).isEqualTo(2);
    assertThat(rates.get(1)).isCloseTo(1 + corner, within(1e-15));
    assertThat(rates.get(2)).isCloseTo(1, within(1e-15));
    assertThat(rates.get(3)).isCloseTo(1 - corner, within(1e-15));
    assertThat(steps).containsExactly(1, 2, 3, 4);
    assertThat(losses.getLast()).isEqualTo(outcome.trainLoss());
    assertThat(losses).doesNotHaveDuplicates();
  }

  @Test
  void theConstantScheduleStaysAtItsPeak() {
    assertThat(Schedule.constant().at(1, 10)).isEqualTo(1);
    assertThat(Schedule.constant().at(10, 10)).isEqualTo(1);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> Trainer.of(0, 1, Schedule.constant()))
        .hasMessage("steps: found 0; allowed from 1");
    assertThatThrownBy(() -> Trainer.of(1, Double.NaN, Schedule.constant()))
        .hasMessage("learning rate: found NaN; allowed is any finite number");
  }

  @Test
  void aHurdleEndsATrainingThatIsTooSlow() {
    Outcome whole = trainer.run(training, new Sgd(), 1);
    Outcome passed = trainer.over(new Hurdle(0.25, 0.9)).run(training, new Sgd(), 1);
    assertThat(passed).isEqualTo(whole);
    Trainer slow = Trainer.of(400, 1e-6, Schedule.cosine()).over(new Hurdle(0.25, 0.9));
    Outcome stopped = slow.run(training, new Sgd(), 1);
    assertThat(stopped.category()).isEqualTo(Category.HOPELESS);
    assertThat(stopped.steps()).isEqualTo(100);
  }

  @Test
  void aHurdleHasSharesThatAreShares() {
    assertThatThrownBy(() -> new Hurdle(1.5, 1)).hasMessageContaining("found 1.5, 1.0; allowed");
    assertThatThrownBy(() -> new Hurdle(0.5, 0)).hasMessageContaining("above 0");
  }
}
