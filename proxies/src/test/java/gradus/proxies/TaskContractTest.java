package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every task on the class path keeps. */
class TaskContractTest {

  static List<Task> tasks() {
    return Needed.families().stream().map(family -> family.at(Scale.TINY)).toList();
  }

  @Test
  void tasksAreFoundByUniqueNames() {
    assertThat(Task.all()).extracting(Task::name).contains("digits").doesNotHaveDuplicates();
    assertThat(Task.named("digits").scale()).isEqualTo(Scale.ONE);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> Task.named("digit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("task: unknown; found 'digit'; allowed: .*digits.*");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void describesItself(Task task) {
    assertThat(task.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(task.description()).isNotBlank().hasLineCount(1);
    assertThat(task.steps()).isPositive();
    assertThat(task.batch()).isBetween(1, task.size(Part.TRAIN));
    assertThat(Part.values()).allMatch(part -> task.size(part) > 0);
    assertThat(task.tensors()).extracting(Tensor::name).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyTensorReceivesAGradient(Task task) {
    Training training = task.training();
    training.start(1);
    assertThat(training.nextGradients()).isFinite().isPositive();
    assertThat(training.weights()).hasSize(task.parameters());
    assertThat(training.gradients()).hasSize(task.parameters());
    int offset = 0;
    for (Tensor tensor : task.tensors()) {
      boolean any = false;
      for (int i = offset; i < offset + tensor.size(); i++) {
        any |= training.gradients()[i] != 0;
      }
      assertThat(any).as(tensor.name()).isTrue();
      offset += tensor.size();
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void anEarlierTrainingDoesNotShow(Task task) {
    Training used = task.training();
    Trainer trainer = Trainer.of(5, 0.1, Schedule.constant());
    trainer.run(used, new Sgd(), 1);
    trainer.run(used, (weights, gradients, rate, step) -> weights[0] = Float.NaN, 2);
    Training fresh = task.training();
    assertThat(trainer.run(used, new Sgd(), 3)).isEqualTo(trainer.run(fresh, new Sgd(), 3));
    assertThat(used.weights()).containsExactly(fresh.weights());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void scoringDisturbsNothing(Task task) {
    Training scored = task.training();
    Training left = task.training();
    scored.start(1);
    left.start(1);
    for (int step = 0; step < 3; step++) {
      assertThat(scored.nextGradients()).isEqualTo(left.nextGradients());
      Score score = scored.score(Part.SELECT);
      assertThat(score).isEqualTo(scored.score(Part.SELECT));
      assertThat(score.loss()).isFinite().isPositive();
      assertThat(score.accuracy()).isBetween(0.0, 1.0);
      assertThat(scored.gradients()).containsExactly(left.gradients());
      assertThat(scored.weights()).containsExactly(left.weights());
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theSeedDecidesWeightsAndBatches(Task task) {
    Training one = task.training();
    Training two = task.training();
    one.start(1);
    two.start(2);
    assertThat(one.weights()).isNotEqualTo(two.weights());
    if (task.size(Part.TRAIN) > 1) {
      System.arraycopy(one.weights(), 0, two.weights(), 0, one.weights().length);
      assertThat(one.nextGradients()).isNotEqualTo(two.nextGradients());
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aStepAlongTheGradientLowersTheLoss(Task task) {
    Training training = task.training();
    training.start(1);
    double before = training.score(Part.TRAIN).loss();
    for (int step = 1; step <= 10; step++) {
      training.nextGradients();
      double square = 0;
      for (float gradient : training.gradients()) {
        square += gradient * gradient;
      }
      // No step is longer than a hundredth, however steep it is.
      double rate = 0.01 / Math.max(1, Math.sqrt(square));
      new Sgd().step(training.weights(), training.gradients(), rate, step);
    }
    assertThat(training.score(Part.TRAIN).loss()).isLessThan(before);
  }
}
