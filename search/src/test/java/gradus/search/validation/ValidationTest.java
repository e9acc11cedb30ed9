package gradus.search.validation;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.proxies.Scale;
import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.tuning.Setting;
import gradus.search.tuning.Tunings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contest whose outcome is known: who makes steps for long beats who makes them at first. */
class ValidationTest {
  private static final Contender SGD = Contender.known(Library.optimizer("sgd"));
  private static final Contender SHORT =
      Contender.named(
          Optimizer.of(
              "short",
              "def short(w, g, lr, step):\n    u = g * lr / (step * step * step)\n    return u\n",
              Dialect.STANDARD));

  @TempDir private Path folder;

  private static Validation validation(int workers) {
    return new Validation(
        List.of(SHORT, SGD),
        List.of(SHORT),
        List.of("digits"),
        List.of("quadratic"),
        List.of(Scale.TINY, Scale.ONE),
        Validation.plan(1, 6, 20),
        workers);
  }

  private Optional<List<Stage>> run(
      String file, int workers, AtomicInteger trainings, BooleanSupplier stop) throws Exception {
    return validation(workers)
        .run(
            folder.resolve(file),
            new Tunings.Listener() {
              @Override
              public void trained(Trial trial) {
                trainings.incrementAndGet();
              }

              @Override
              public void chosen(Tunings.Job job, Optional<Setting> choice) {
                assertThat(choice).isPresent();
              }
            },
            stop);
  }

  @Test
  void onlyWhatHoldsUpGoesOn() throws Exception {
    List<Stage> stages = run("t.csv", 2, new AtomicInteger(), () -> false).orElseThrow();
    assertThat(stages).extracting(Stage::title).startsWith("Scale tiny", "Scale 1");
    assertThat(stages.getFirst().finds()).containsExactly(SHORT, SGD);
    assertThat(stages.get(1).finds())
        .as("against itself there is nothing to win")
        .containsExactly(SGD);
    assertThat(stages.getFirst().verdict(SHORT, SHORT, "digits")).isEqualTo(Paired.Verdict.TIE);
    assertThat(stages.get(1).verdict(SGD, SHORT, "digits")).isEqualTo(Paired.Verdict.WIN);
    assertThat(stages)
        .last()
        .extracting(Stage::title, Stage::tasks, Stage::test)
        .containsExactly("Test", List.of("quadratic"), true);
    try (Trials trials = Trials.open(folder.resolve("t.csv"))) {
      assertThat(trials.known().stream().filter(trial -> trial.task().equals("quadratic")))
          .as("the test task is looked at once, at the last scale, without who is out")
          .isNotEmpty()
          .allMatch(trial -> trial.scale().equals("1"));
    }
  }

  @Test
  void stoppedAndContinuedItDoesTheSame() throws Exception {
    AtomicInteger whole = new AtomicInteger();
    String account = text(run("a.csv", 1, whole, () -> false));
    AtomicInteger parts = new AtomicInteger();
    Optional<List<Stage>> stages = Optional.empty();
    int stops = 0;
    while (stages.isEmpty()) {
      int most = 25 * ++stops;
      stages = run("b.csv", 3, parts, () -> parts.get() >= most);
    }
    assertThat(stops).isGreaterThan(2);
    assertThat(parts.get()).isEqualTo(whole.get());
    assertThat(text(stages)).isEqualTo(account);
  }

  private static String text(Optional<List<Stage>> stages) {
    return new Account(stages.orElseThrow(), validation(1).plan()).text(0);
  }
}
