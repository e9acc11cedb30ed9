package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.results.RunException;
import gradus.results.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the files of a run are damaged, nothing is told of it that is not so. */
@Tag("minutes")
class DamagedRunsTest {
  private static final int EVALUATIONS = 60;
  private static final int PLACES = 200;

  @TempDir private Path directory;
  private final Random random = new Random(17);

  /** Half of the time the end is missing, half of the time one byte is another. */
  private byte[] damaged(byte[] whole, int turn) {
    int at = random.nextInt(whole.length);
    if (turn % 2 == 0) {
      return Arrays.copyOf(whole, at);
    }
    byte[] damaged = whole.clone();
    damaged[at] ^= (byte) random.nextInt(1, 256);
    return damaged;
  }

  @Test
  void aDamagedFileIsRefusedOrMakesNoDifference() throws Exception {
    Path run = directory.resolve("run");
    Runs.whole(run, EVALUATIONS);
    String expected = report(run).out();
    for (String name : List.of("run.db", "hall_of_fame.csv", "config.yaml")) {
      Path file = run.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      int refused = 0;
      for (int i = 0; i < 2 * PLACES; i++) {
        Files.write(file, damaged(whole, i));
        Cli cli = report(run);
        if (cli.status() == 0) {
          assertThat(cli.out()).isEqualTo(expected);
        } else {
          refused++;
          assertThat(cli.status()).as(cli.err()).isEqualTo(2);
          assertThat(cli.err()).hasLineCount(1).contains(run.toString(), "; ");
        }
      }
      Files.write(file, whole);
      assertThat(refused).as(name).isGreaterThan(PLACES);
      assertThat(report(run).out()).isEqualTo(expected);
    }
  }

  /** The page, as what was printed. */
  private Cli report(Path run) throws IOException {
    Path page = directory.resolve("page.html");
    Files.deleteIfExists(page);
    Cli cli = Cli.run("report", run.toString(), "--out=" + page);
    String text = cli.status() == 0 ? Files.readString(page) : "";
    return new Cli(cli.status(), text, cli.err());
  }

  /**
   * The log of a killed search: what stands before the damage counts, the rest is trained again.
   */
  @Test
  void aDamagedLogGivesTheBeginningOfTheJournalAndTheSameEnd() throws Exception {
    Runs.Result expected = Runs.whole(directory.resolve("whole"), EVALUATIONS);
    Path run = directory.resolve("run");
    Path log = run.resolve("run.db-wal");
    byte[] logged = killed(run, log, expected.journal());
    byte[] stored = Files.readAllBytes(run.resolve("run.db"));
    for (int i = 0; i < 2 * PLACES; i++) {
      Files.write(run.resolve("run.db"), stored);
      Files.write(log, damaged(logged, i));
      Files.deleteIfExists(run.resolve("run.db-shm"));
      try (RunDirectory read = RunDirectory.read(run)) {
        List<Candidate> journal = read.store().candidates();
        assertThat(journal).isEqualTo(expected.journal().subList(0, journal.size()));
      } catch (RunException e) {
        assertThat(e.getMessage()).startsWith(run.toString()).contains("; ").hasLineCount(1);
        continue;
      }
      if (i % (PLACES / 2) == 0) {
        Runs.finish(run).assertEqualTo(expected);
        Files.delete(run.resolve("hall_of_fame.csv"));
      }
    }
  }

  /** A run as a process leaves it that is killed in the middle of its journal. */
  private static byte[] killed(Path run, Path log, List<Candidate> journal) throws IOException {
    byte[] logged;
    byte[] stored;
    Files.createDirectory(run);
    Files.copy(run.resolveSibling("whole").resolve("config.yaml"), run.resolve("config.yaml"));
    try (RunStore store = RunStore.create(run.resolve("run.db"))) {
      try (RunStore whole = RunStore.read(run.resolveSibling("whole").resolve("run.db"))) {
        whole
            .metas()
            .forEach((key, value) -> {
              if (!key.startsWith("checksum.")) {
                store.meta(key, value);
              }
            });
      }
      journal.subList(0, journal.size() * 2 / 3).forEach(store::append);
      logged = Files.readAllBytes(log);
      stored = Files.readAllBytes(run.resolve("run.db"));
    }
    Files.write(run.resolve("run.db"), stored); // as it was before the store was closed
    return logged;
  }
}
