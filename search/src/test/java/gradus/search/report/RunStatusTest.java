package gradus.search.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.search.report.RunStatus.State;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStatusTest {
  @TempDir private Path directory;

  @Test
  void aRunIsRunningWhileItIsOpenAndEndsWithItsHallOfFame() {
    Path path = directory.resolve("run");
    try (RunDirectory run = Journals.make(path, 200, 1, false)) {
      assertThat(RunStatus.of(run.path()).state()).isEqualTo(State.RUNNING);
    }
    RunStatus stopped = RunStatus.of(path);
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.counts().generated()).isEqualTo(200);
    assertThat(stopped.target()).hasValue(100_000);
    Path whole = directory.resolve("whole");
    Journals.make(whole, 200, 1, true).close();
    assertThat(RunStatus.of(whole).state()).isEqualTo(State.ENDED);
  }

  @Test
  void theRateIsThatOfTheSearch() {
    Path path = directory.resolve("run");
    try (RunDirectory run = Journals.make(path, 200, 1, true)) {
      run.store().meta("seconds.proposing", "1.000");
      run.store().meta("seconds.storing", "0.500");
      run.store().meta("seconds.waiting", "2.500");
      run.store().meta("seconds.training", "1000.0");
      run.store().meta("seconds.ranking", "1000.0");
    }
    RunStatus status = RunStatus.of(path);
    assertThat(status.seconds()).isEqualTo(4);
    assertThat(status.rate()).isEqualTo(status.counts().evaluated() / 4.0);
    assertThat(status.remaining())
        .isEqualTo((100_000 - status.counts().evaluated()) / status.rate());
  }

  /** A program that was dropped from a race early has a fitness, but one of few trainings. */
  @Test
  void theBestHasAsManyTrainingsAsAProgramIsGiven() {
    try (RunDirectory run =
        RunDirectory.create(directory.resolve("run"), "trainings: 3\n", Map.of())) {
      String text = "def p(w, g, m, lr):\n    update = g * lr\n    return update, m\n";
      run.store().append(candidate(1, text, "a", -2, false, 3));
      run.store().append(candidate(2, text, "b", -1, false, 2));
      assertThat(RunStatus.of(run.path()).bestNumber()).isEqualTo(1);
      run.store().append(candidate(3, text, "b", -1.5, true, 1));
      assertThat(RunStatus.of(run.path()).bestNumber()).isEqualTo(3);
    }
  }

  private static Candidate candidate(
      int number, String text, String hash, double fitness, boolean cached, int trainings) {
    return new Candidate(
        number,
        0,
        "start",
        text,
        hash,
        "trained",
        fitness,
        cached,
        1,
        0,
        0,
        Collections.nCopies(trainings, -fitness));
  }
}
