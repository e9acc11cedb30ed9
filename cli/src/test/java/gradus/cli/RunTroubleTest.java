package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.RunDirectory;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a directory that may not be written, a second process. */
class RunTroubleTest {
  private static final int EVALUATIONS = 100;

  @TempDir private Path directory;

  private static void assertOneLine(Cli cli, String pattern) {
    assertThat(cli.status()).as(cli.out()).isEqualTo(2);
    assertThat(cli.out()).doesNotContain("\tat ", "internal error", "Exception in thread");
    assertThat(cli.out().lines().toList().getLast()).matches(pattern);
  }

  /** The disk fills up again and again, each time later; then there is room. */
  @Test
  void aFullDiskEndsInOneLineAndTheRunGoesOnAfterwards() throws Exception {
    Mounts.require();
    Runs.Result expected = Runs.whole(directory.resolve("whole"), EVALUATIONS);
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Path disk = Files.createDirectory(directory.resolve("disk"));
    int count = 0;
    for (int kilobytes : List.of(100, 140, 180)) {
      String[] command =
          count == 0
              ? Runs.search(disk.resolve("run"), EVALUATIONS, 2)
              : new String[] {"resume", disk.resolve("run").toString()};
      Cli cli = ChildCli.run(Mounts.full(disk, kept, kilobytes), command);
      assertOneLine(
          cli, ".*/run/run\\.db: .*(disk is full|cannot be read or written).*; .*space.*");
      try (RunDirectory run = RunDirectory.read(kept.resolve("run"))) {
        List<Candidate> journal = run.store().candidates();
        assertThat(journal)
            .hasSizeGreaterThan(count)
            .isEqualTo(expected.journal().subList(0, journal.size()));
        count = journal.size();
      }
    }
    Runs.finish(kept.resolve("run")).assertEqualTo(expected);
  }

  @Test
  void aDirectoryThatMayOnlyBeReadEndsInOneLineAndIsAsItWas() throws Exception {
    Mounts.require();
    Path run = directory.resolve("run");
    Runs.Result expected = Runs.whole(run, EVALUATIONS);
    Cli resumed = ChildCli.run(Mounts.readOnly(run), "resume", run.toString());
    assertOneLine(resumed, run + ": cannot be locked .*; check its permissions.*");
    Cli written = ChildCli.run(Mounts.readOnly(run), "report", run.toString());
    assertOneLine(written, run + ": cannot be locked .*; check its permissions.*");
    Cli status = ChildCli.run(Mounts.readOnly(run), "status", run.toString());
    assertThat(status.status()).as(status.out()).isZero();
    assertThat(status.out()).containsPattern("state +ended");
    Runs.finish(run).assertEqualTo(expected);
  }

  @Test
  void aDirectoryHasOneSearchAtATime() throws Exception {
    Path run = directory.resolve("run");
    Process process = ChildCli.start(List.of(), Runs.search(run, 100_000, 1));
    try (BufferedReader output = process.inputReader()) {
      while (!output.readLine().startsWith("workers")) {
        assertThat(process.isAlive()).isTrue();
      }
      for (List<String> command :
          List.of(List.of("resume", run.toString()), List.of("report", run.toString()))) {
        Cli second = Cli.run(command.toArray(String[]::new));
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.err())
            .isEqualTo(run + ": in use by another process; wait for it to end or end it\n");
      }
      Cli again = Cli.run(Runs.search(run, 10, 1));
      assertThat(again.status()).isEqualTo(2);
      assertThat(again.err()).hasLineCount(1).contains("nothing is overwritten");
      assertThat(Cli.run("status", run.toString()).out()).containsPattern("state +running");
      Path page = directory.resolve("page.html");
      assertThat(Cli.run("report", run.toString(), "--out=" + page).status()).isZero();
      assertThat(page).content().contains("has not ended");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Cli.run("status", run.toString()).out())
        .containsPattern("state +stopped")
        .contains("gradus resume " + run);
  }
}
