package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.RunDirectory;
import gradus.results.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a search is killed, what it leaves in the end is what it would have left. */
class KilledRunsTest {
  private static final int EVALUATIONS = 100;
  private static final int[] WORKERS = {1, 2, 5};

  @TempDir private Path directory;
  private final Random random = new Random(41);
  private int during;

  @Test
  @Tag("minutes")
  void twentyKilledRunsEndAsOneThatWasNot() throws Exception {
    Runs.Result expected = Runs.whole(directory.resolve("whole"), EVALUATIONS);
    int candidates = expected.journal().size();
    for (int i = 0; i < 20; i++) {
      Path run = directory.resolve("run" + i);
      int workers = WORKERS[i % WORKERS.length];
      kill(run, candidates, Runs.search(run, EVALUATIONS, workers));
      if (i % 3 == 0 && Files.exists(run.resolve("run.db"))) {
        kill(run, candidates, "resume", run.toString(), "--workers=" + WORKERS[(i + 1) % 3]);
      }
      end(run, workers).assertEqualTo(expected);
    }
    // Most were killed while candidates came, not before and not after.
    assertThat(during).isGreaterThan(10);
  }

  /**
   * Kills a command at a random moment: soon after it was started, at some candidate, or while the
   * best are ranked and baselines tuned. By what it has done and not by the clock alone, so that
   * the moments are as many on a slow machine.
   */
  private void kill(Path run, int candidates, String... command) throws Exception {
    boolean early = random.nextInt(7) == 0;
    int target = random.nextInt(candidates * 5 / 4);
    Process process = ChildCli.start(List.of(), command);
    AtomicBoolean ranking = new AtomicBoolean();
    Thread.ofVirtual()
        .start(() ->
            process
                .inputReader()
                .lines()
                .forEach(line -> {
                  if (line.startsWith("ranking")) {
                    ranking.set(true);
                  }
                }));
    while (process.isAlive() && !early && !ranking.get() && count(run) < target) {
      Thread.sleep(5);
    }
    Thread.sleep(random.nextInt(early || ranking.get() ? 2000 : 50));
    process.toHandle().destroyForcibly(); // unlike the process itself, leaves its output open
    process.waitFor();
    int count = count(run);
    during += count > 0 && count < candidates ? 1 : 0;
  }

  private static int count(Path run) {
    try (RunDirectory read = RunDirectory.read(run)) {
      return read.store().count();
    } catch (RunException e) {
      return -1; // not there yet
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
