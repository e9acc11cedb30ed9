package gradus.search.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Program;
import gradus.library.Library;
import gradus.proxies.Family;
import gradus.proxies.Outcome;
import gradus.proxies.Scale;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
  private static final Plan PLAN =
      new Plan(
          Map.of("decay", List.of(0.0, 0.1, 1.0), "beta1", List.of()), 2, 3, Integer.MAX_VALUE);

  @TempDir private Path directory;

  private static Tunings.Job job(String optimizer, String task, Scale scale) {
    var known = Library.optimizer(optimizer);
    return new Tunings.Job(
        new Trainings.Subject(Family.named(task).at(scale), optimizer, known.program()),
        known.learningRate());
  }

  private static List<Tunings.Job> jobs(Scale scale) {
    return List.of(
        job("lion", "digits", scale),
        job("sgd", "rosenbrock", scale),
        job("adamw", "digits-deep", scale));
  }

  /** Trainings at the scale for tests are over before anybody asks whether to stop. */
  private static final long PAUSE = 5_000_000;

  private static boolean run(
      Path file, Scale scale, int workers, AtomicInteger trainings, BooleanSupplier stop)
      throws Exception {
    try (Trials trials = Trials.open(file)) {
      return Tunings.run(
          jobs(scale),
          PLAN,
          trials,
          workers,
          new Tunings.Listener() {
            @Override
            public void trained(Trial trial) {
              trainings.incrementAndGet();
              LockSupport.parkNanos(PAUSE);
            }

            @Override
            public void chosen(Tunings.Job job, Optional<Setting> choice) {
              assertThat(choice).isPresent();
            }
          },
          stop);
    }
  }

  private static List<Trial> known(Path file) {
    try (Trials trials = Trials.open(file)) {
      return trials.known();
    }
  }

  private static List<Tuned> tuned(Path file) {
    return Tuned.of(known(file)).stream()
        .sorted(java.util.Comparator.comparing(Tuned::optimizer))
        .toList();
  }

  /** Without what a clock says, and in one order. */
  private static List<String> results(Path file) {
    return known(file).stream()
        .map(trial -> trial.key() + " " + trial.settings() + " " + trial.loss())
        .sorted()
        .toList();
  }

  /** The neighbours are trained here by hand, with the seeds that choose. */
  @Test
  void noNeighbourOfTheChoiceIsBetter() throws Exception {
    Path file = directory.resolve("t.csv");
    assertThat(run(file, Scale.TINY, 2, new AtomicInteger(), () -> false)).isTrue();
    Tuned lion = tuned(file).get(1);
    assertThat(lion.optimizer()).isEqualTo("lion");
    assertThat(lion.results()).extracting(Trial::seed).containsExactly(101L, 102L, 103L);
    Program program = Library.optimizer("lion").program();
    Setting choice = lion.setting();
    List<Double> rates = Axis.rates().values();
    int at = rates.indexOf(choice.learningRate());
    double chosen = loss(program, choice);
    assertThat(loss(program, choice.with(Axis.LEARNING_RATE, rates.get(at - 1), program)))
        .isGreaterThanOrEqualTo(chosen);
    assertThat(loss(program, choice.with(Axis.LEARNING_RATE, rates.get(at + 1), program)))
        .isGreaterThanOrEqualTo(chosen);
    for (double decay : List.of(0.0, 0.1, 1.0)) {
      assertThat(loss(program, choice.with("decay", decay, program)))
          .isGreaterThanOrEqualTo(chosen);
    }
  }

  private static double loss(Program program, Setting setting) {
    Task task = Family.named("digits").at(Scale.TINY);
    Trainer trainer = Trainer.of(task.steps(), setting.learningRate(), Schedule.cosine());
    double sum = 0;
    try (Evaluator evaluator = Evaluator.of(task)) {
      for (long seed = 1; seed <= 2; seed++) {
        Outcome outcome = evaluator.train(program.set(setting.settings()), trainer, seed);
        boolean trained = outcome.category() == Outcome.Category.TRAINED;
        sum += trained ? outcome.select().loss() : Double.POSITIVE_INFINITY;
      }
    }
    return sum / 2;
  }

  @Test
  void stoppedAndContinuedWithOtherWorkersItDoesTheSameOnce() throws Exception {
    Path whole = directory.resolve("whole.csv");
    AtomicInteger all = new AtomicInteger();
    run(whole, Scale.TINY, 1, all, () -> false);
    Path stopped = directory.resolve("stopped.csv");
    AtomicInteger done = new AtomicInteger();
    List<Integer> stops = new ArrayList<>();
    while (!run(stopped, Scale.TINY, 3, done, () -> done.get() > 40 * (stops.size() + 1))) {
      stops.add(done.get());
    }
    assertThat(stops).isNotEmpty();
    assertThat(results(stopped))
        .isEqualTo(results(whole))
        .hasSize(all.get())
        .doesNotHaveDuplicates();
    assertThat(done.get()).isEqualTo(all.get());
  }

  @Test
  void walksOnFromTheChoiceAtTheScaleBelow() throws Exception {
    Path file = directory.resolve("t.csv");
    run(file, Scale.ONE, 2, new AtomicInteger(), () -> false);
    Setting below = tuned(file).get(1).setting();
    Trainings.Subject larger = job("lion", "digits", Scale.TEN).subject();
    Tuning tuning = PLAN.tuning(larger, 0.002, Tuned.of(known(file)));
    assertThat(tuning.start()).isEqualTo(below);
    assertThat(tuning.grid()).isFalse();
    Trainings.Subject other = job("lion", "digits-deep", Scale.TEN).subject();
    assertThat(PLAN.tuning(other, 0.002, Tuned.of(known(file))).start().learningRate())
        .isEqualTo(0.002);
  }

  @Test
  void memoriesMoveInWhatTheyAreShortOfOne() {
    Axis memory = Axis.around("beta1", 0.9);
    assertThat(memory.neighbours(0.9)).containsExactly(0.8, 0.95);
    assertThat(memory.neighbours(0.99)).containsExactly(0.98, 0.995);
    assertThat(memory.neighbours(0.5)).containsExactly(0.0, 0.8);
    assertThat(memory.grid(0.9)).containsExactly(0.9);
    assertThat(Axis.around("eps", 1e-8).neighbours(1e-8)).containsExactly(5e-9, 2e-8);
    Axis rates = Axis.rates().including(0.003);
    assertThat(rates.neighbours(0.003)).containsExactly(0.002, 0.005);
    assertThat(rates.grid(0.003)).containsExactly(0.003, 0.001, 0.01, 2e-4, 0.05);
    assertThat(new Axis("decay", List.of(1.0, 0.0), true).neighbours(1)).containsExactly(0.0);
  }
}
