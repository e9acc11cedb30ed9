package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    try (RunDirectory run = RunDirectory.create(path, config)) {
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
    try (RunDirectory run = RunDirectory.create(path, "")) {
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
    RunDirectory.create(path, "").close();
    assertRefused(
        path
            + ": holds a run, and nothing is overwritten; go on with it by 'gradus resume "
            + path
            + "' or name another directory",
        () -> RunDirectory.create(path, ""));
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    assertRefused(
        other + ": not empty, and nothing is overwritten; name another directory",
        () -> RunDirectory.create(other, ""));
    try (var files = Files.list(other)) {
      assertThat(files).containsExactly(other.resolve("notes.txt"));
    }
  }

  @Test
  void isNotMadeWhereNothingCanBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    for (Path impossible : List.of(file, file.resolve("below"))) {
      assertThatThrownBy(() -> RunDirectory.create(impossible, ""))
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
    assertRefused(
        path + ": incomplete, config.yaml is missing; restore it from a copy or start a new run",
        () -> RunDirectory.open(path));
  }

  @Test
  void hasOneWriterInThisProcess() {
    try (RunDirectory run = RunDirectory.create(path, "")) {
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
    try (RunDirectory run = RunDirectory.create(path, "")) {
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
    try (RunDirectory run = RunDirectory.create(path, "")) {
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
