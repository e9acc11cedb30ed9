package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreKillTest {
  @TempDir Path directory;

  @Test
  void keepsWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
    Path path = directory.resolve("run");
    RunDirectory.create(path, "seed: 1\n", Map.of()).close();
    Random random = new Random(1);
    int acknowledged = 0;
    for (int kill = 0; kill < 6; kill++) {
      Process child = ChildJvm.start(Appender.class, path);
      try (BufferedReader output = child.inputReader()) {
        assertThat(output.readLine()).startsWith("from ");
        for (int lines = random.nextInt(1, 400); lines > 0; lines--) {
          acknowledged = Integer.parseInt(output.readLine());
        }
        Thread.sleep(0, random.nextInt(1_000_000));
        child.toHandle().destroyForcibly(); // unlike the process itself, leaves its output open
        // What it said before it died counts too, but for a last line that was cut.
        String before = output.readLine();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          acknowledged = Integer.parseInt(before);
          before = line;
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
      try (RunDirectory run = RunDirectory.read(path)) {
        assertThat(run.store().count()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(run.store().candidates()).isEqualTo(Samples.candidates(1, run.store().count()));
      }
    }
    try (RunDirectory run = RunDirectory.open(path)) {
      int count = run.store().count();
      run.store().append(Samples.candidate(count + 1));
      assertThat(run.store().candidates()).isEqualTo(Samples.candidates(1, count + 1));
    }
  }

  @Test
  void aWriteThatAKillCutOffIsUndone() throws Exception {
    Path file = directory.resolve("run.db");
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 100));
    }
    Path journal = directory.resolve("run.db-journal");
    Path killed = directory.resolve("killed.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      // So small a cache that the file is written to before the end, after the journal.
      statement.execute("PRAGMA cache_size = 1");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("UPDATE program SET text = upper(text)");
      Files.copy(file, killed);
      Files.copy(journal, directory.resolve("killed.db-journal"));
      statement.execute("ROLLBACK");
    }
    assertThat(Files.mismatch(file, killed)).as("written to").isNotEqualTo(-1);
    assertThatThrownBy(() -> RunStore.read(killed))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("killed.db: left in the middle of a write", "gradus resume");
    try (RunStore store = RunStore.open(killed)) {
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 100));
    }
    assertThat(directory.resolve("killed.db-journal")).doesNotExist();
  }

  /** The system refuses files beyond a size, which SQLite meets as it meets a full disk. */
  @Test
  void keepsWhatWasAcknowledgedWhenThereIsNoSpace() throws Exception {
    Path path = directory.resolve("run");
    RunDirectory.create(path, "seed: 1\n", Map.of()).close();
    List<String> limited = List.of("sh", "-c", "ulimit -f 8000; exec \"$@\"", "sh");
    Process child = ChildJvm.start(limited, Appender.class, path);
    String last = "";
    int acknowledged = 0;
    try (BufferedReader output = child.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        acknowledged = line.matches("\\d+") ? Integer.parseInt(line) : acknowledged;
        last = line;
      }
    }
    assertThat(child.waitFor()).isZero();
    assertThat(last)
        .startsWith(path.resolve("run.db") + ": cannot be read or written (")
        .endsWith("); check its permissions and the space on its disk");
    assertThat(Files.size(path.resolve("run.db"))).isLessThanOrEqualTo(8000 * 1024);
    try (RunDirectory run = RunDirectory.open(path)) {
      assertThat(acknowledged).isPositive();
      assertThat(run.store().candidates()).isEqualTo(Samples.candidates(1, acknowledged));
    }
  }
}
