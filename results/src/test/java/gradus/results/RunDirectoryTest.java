package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("runs").resolve("one");
  }

  private static void assertRefused(String message, ThrowingCallable opening) {
    assertThatThrownBy(opening).isInstanceOf(RunException.class).hasMessage(message);
  }

  @Test
  void keepsConfigurationAndCandidates() {
    String config = "seed: 1\ntask: digits # é\n";
    try (RunDirectory run = RunDirectory.create(path, config, Map.of())) {
      run.store().append(Samples.candidate(1));
    }
    try (RunDirectory run = RunDirectory.open(path)) {
      assertThat(run.config()).isEqualTo(config);
      assertThat(run.path().resolve("config.yaml")).hasContent(config);
      assertThat(run.store().candidates()).containsExactly(Samples.candidate(1));
    }
  }

  @Test
  void canHaveAnyName() {
    path = directory.resolve("a b?c=d%20#é&mode=memory");
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      run.store().append(Samples.candidate(1));
      assertThat(path.resolve("run.db")).isNotEmptyFile();
    }
    try (RunDirectory run = RunDirectory.open(path)) {
      assertThat(run.store().count()).isEqualTo(1);
    }
  }

  @Test
  void isMadeInAnEmptyDirectoryOnly() throws Exception {
    Files.createDirectories(path);
    RunDirectory.create(path, "", Map.of()).close();
    assertRefused(
        path
            + ": holds a run, and nothing is overwritten; go on with it by 'gradus resume "
            + path
            + "' or name another directory",
        () -> RunDirectory.create(path, "", Map.of()));
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    assertRefused(
        other + ": not empty, and nothing is overwritten; name another directory",
        () -> RunDirectory.create(other, "", Map.of()));
    try (var files = Files.list(other)) {
      assertThat(files).containsExactly(other.resolve("notes.txt"));
    }
  }

  @Test
  void isNotMadeWhereNothingCanBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    for (Path impossible : List.of(file, file.resolve("below"))) {
      assertThatThrownBy(() -> RunDirectory.create(impossible, "", Map.of()))
          .isInstanceOf(RunException.class)
          .message()
          .startsWith(impossible + ": cannot be made (")
          .endsWith("); check its permissions and the space on its disk");
    }
  }

  @Test
  void opensARunOnly() throws Exception {
    assertRefused(
        path + ": no such directory; name the directory of a run", () -> RunDirectory.open(path));
    Files.createDirectories(path);
    assertRefused(
        path + ": not a run, it has no config.yaml and no run.db; name the directory of a run",
        () -> RunDirectory.open(path));
    Path config = Files.writeString(path.resolve("config.yaml"), "seed: 1");
    assertRefused(
        path + ": incomplete, run.db is missing; restore it from a copy or start a new run",
        () -> RunDirectory.open(path));
    assertRefused(
        config + ": not a directory; name the directory of a run", () -> RunDirectory.open(config));
    Files.move(config, path.resolve("run.db"));
    assertThatThrownBy(() -> RunDirectory.open(path))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(path.resolve("run.db") + ": damaged, ");
  }

  @Test
  void aConfigurationThatIsGoneComesFromTheStore() throws Exception {
    String config = "seed: 1\n";
    RunDirectory.create(path, config, Map.of()).close();
    Files.delete(path.resolve("config.yaml"));
    try (RunDirectory run = RunDirectory.read(path)) {
      assertThat(run.config()).isEqualTo(config);
      assertThat(path.resolve("config.yaml")).doesNotExist();
    }
    try (RunDirectory run = RunDirectory.open(path)) {
      assertThat(run.config()).isEqualTo(config);
      assertThat(path.resolve("config.yaml")).hasContent(config);
    }
  }

  @Test
  void aConfigurationThatHasChangedIsRefused() throws Exception {
    RunDirectory.create(path, "steps: 20\n", Map.of()).close();
    Path config = Files.writeString(path.resolve("config.yaml"), "steps: 28\n");
    String message =
        config
            + ": not as it was when the run began; delete it, and 'gradus resume "
            + path
            + "' writes it again, or begin another run";
    assertRefused(message, () -> RunDirectory.open(path));
    assertRefused(message, () -> RunDirectory.read(path));
    Files.write(config, new byte[] {(byte) 0xff});
    assertRefused(
        config + ": damaged, not a text in UTF-8; delete it, and 'gradus resume' writes it again",
        () -> RunDirectory.open(path));
    assertThat(RunDirectory.isInUse(path)).isFalse();
  }

  @Test
  void aHallOfFameThatHasChangedIsRefused() throws Exception {
    HallOfFame hall =
        new HallOfFame(
            List.of(), List.of(new HallOfFame.Entry(1, -0.5, 3, "h", "a", "text\n", List.of())));
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      run.write(hall);
      assertThat(run.hallOfFame()).isEqualTo(hall);
      String message =
          path.resolve("hall_of_fame.csv")
              + ": it or a program of it is not as it was written; write it again by 'gradus resume "
              + path
              + "'";
      Files.writeString(path.resolve("programs/a.gradus"), "test\n");
      assertRefused(message, run::hallOfFame);
      run.write(hall);
      Path table = path.resolve("hall_of_fame.csv");
      Files.writeString(table, Files.readString(table).replace("-0.5", "-0.4"));
      assertRefused(message, run::hallOfFame);
      run.write(hall);
      assertThat(run.hallOfFame()).isEqualTo(hall);
    }
  }

  @Test
  void tellsWhetherSomebodyWrites() throws Exception {
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      assertThat(RunDirectory.isInUse(run.path())).isTrue();
      assertThatThrownBy(() -> RunDirectory.write(path, "note.txt", ""))
          .isInstanceOf(RunException.class);
    }
    assertThat(RunDirectory.isInUse(path)).isFalse();
    RunDirectory.write(path, "note.txt", "text");
    assertThat(path.resolve("note.txt")).hasContent("text");
    Process child = ChildJvm.start(Appender.class, path);
    try (BufferedReader output = child.inputReader()) {
      assertThat(output.readLine()).isEqualTo("from 0");
      for (int i = 0; i < 100; i++) {
        assertThat(RunDirectory.isInUse(path)).isTrue();
      }
      // Asking has not taken the lock away.
      assertThatThrownBy(() -> RunDirectory.open(path)).isInstanceOf(RunException.class);
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(RunDirectory.isInUse(path)).isFalse();
  }

  @Test
  void hasOneWriterInThisProcess() {
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      Path again = directory.resolve("runs/../runs/one");
      assertRefused(
          again + ": in use by this process; wait for it to end or end it",
          () -> RunDirectory.open(again));
      run.store().append(Samples.candidate(1));
    }
    RunDirectory.open(path).close();
  }

  @Test
  void hasOneWriterAmongProcesses() throws Exception {
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      // A second opening here must not take the first one's lock away with it.
      assertThatThrownBy(() -> RunDirectory.open(path)).isInstanceOf(RunException.class);
      assertThat(output(ChildJvm.start(Appender.class, path)))
          .isEqualTo(path + ": in use by another process; wait for it to end or end it");
      run.store().append(Samples.candidate(1));
    }
    Process child = ChildJvm.start(Appender.class, path);
    try (BufferedReader output = child.inputReader()) {
      assertThat(output.readLine()).isEqualTo("from 1");
      assertRefused(
          path + ": in use by another process; wait for it to end or end it",
          () -> RunDirectory.open(path));
      try (RunDirectory reader = RunDirectory.read(path)) {
        assertThat(reader.store().count()).isPositive();
        assertThat(reader.store().candidates())
            .isEqualTo(Samples.candidates(1, reader.store().count()));
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    RunDirectory.open(path).close();
  }

  private static String output(Process process) throws Exception {
    try (BufferedReader output = process.inputReader()) {
      return String.join("\n", output.readAllLines());
    }
  }

  @Test
  void replacesATextWholly() throws Exception {
    try (RunDirectory run = RunDirectory.create(path, "", Map.of())) {
      run.write("report.html", "<p>a long first report</p>");
      run.write("report.html", "<p>∂</p>");
      assertThat(path.resolve("report.html")).hasContent("<p>∂</p>");
    }
    try (var files = Files.list(path)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "config.yaml", "report.html", "run.db");
    }
    try (RunDirectory run = RunDirectory.read(path)) {
      assertThatThrownBy(() -> run.write("report.html", ""))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
