package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a search is killed, what it leaves in the end is what it would have left. */
class KilledRunsTest {
  private static final int EVALUATIONS = 150;
  private static final int[] WORKERS = {1, 2, 5};

  @TempDir private Path directory;
  private final Random random = new Random(41);
  private int during;

  @Test
  @Tag("minutes")
  void twentyKilledRunsEndAsOneThatWasNot() throws Exception {
    Runs.Result expected = Runs.whole(directory.resolve("whole"), EVALUATIONS);
    long duration = duration();
    for (int i = 0; i < 20; i++) {
      Path run = directory.resolve("run" + i);
      int workers = WORKERS[i % WORKERS.length];
      kill(run, duration, Runs.search(run, EVALUATIONS, workers));
      if (i % 3 == 0 && Files.exists(run.resolve("run.db"))) {
        kill(run, duration, "resume", run.toString(), "--workers=" + WORKERS[(i + 1) % 3]);
      }
      end(run, workers).assertEqualTo(expected);
    }
    // Most were killed while candidates came, not before and not after.
    assertThat(during).isGreaterThan(10);
  }

  /** How long a run takes in a process of its own, in milliseconds. */
  private long duration() throws Exception {
    long began = System.nanoTime();
    Path run = directory.resolve("measured");
    assertThat(ChildCli.run(List.of(), Runs.search(run, EVALUATIONS, 2)).status()).isZero();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private void kill(Path run, long duration, String... command) throws Exception {
    Process process = ChildCli.start(List.of(), command);
    // Its output must not fill the pipe, and nobody reads it once it is dead.
    Thread.ofVirtual()
        .start(() -> {
          try {
            process.getInputStream().readAllBytes();
          } catch (IOException e) {
            // killed
          }
        });
    boolean ended = process.waitFor(random.nextLong(duration), TimeUnit.MILLISECONDS);
    process.toHandle().destroyForcibly();
    process.waitFor();
    if (!ended && Files.exists(run.resolve("run.db"))) {
      String state = Cli.run("status", "--json", run.toString()).out();
      assertThat(state).contains("\"state\":\"");
      during += state.contains("\"generated\":0,") || state.contains("\"ended\"") ? 0 : 1;
    }
  }

  /** Goes on; a run that was killed before it had a store begins again. */
  private Runs.Result end(Path run, int workers) throws IOException {
    if (!Files.exists(run.resolve("run.db"))) {
      Cli refused = Cli.run("resume", run.toString());
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err()).hasLineCount(1);
      Path again = run.resolveSibling(run.getFileName() + "-again");
      assertThat(Cli.run(Runs.search(again, EVALUATIONS, workers)).status()).isZero();
      return Runs.Result.of(again);
    }
    return Runs.finish(run);
  }
}
