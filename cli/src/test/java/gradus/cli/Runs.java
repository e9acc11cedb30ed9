package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import gradus.search.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small searches by the command line, and what they leave behind. */
final class Runs {
  private Runs() {}

  /** The command that begins a search of some seconds. */
  static String[] search(Path run, int evaluations, int workers) {
    return new String[] {
      "search",
      "--run=" + run,
      "--evaluations=" + evaluations,
      "--workers=" + workers,
      "--set=steps=20",
      "--set=population=20",
      "--set=finalists=3",
      "--set=final_trainings=2"
    };
  }

  /** What must not depend on workers, kills, or how often a run was resumed. */
  record Result(
      List<Candidate> journal,
      SortedMap<String, String> files,
      Map<String, String> texts,
      String report) {

    static Result of(Path run) throws IOException {
      SortedMap<String, String> files = new TreeMap<>();
      files.put(HallOfFame.FILE, Files.readString(run.resolve(HallOfFame.FILE)));
      files.put("report.txt", Files.readString(run.resolve("report.txt")));
      try (var programs = Files.list(run.resolve(HallOfFame.PROGRAMS))) {
        for (Path program : programs.toList()) {
          files.put(program.getFileName().toString(), Files.readString(program));
        }
      }
      try (RunDirectory directory = RunDirectory.read(run)) {
        SortedMap<String, String> texts = new TreeMap<>(directory.store().metas());
        texts.remove(RunDirectory.CONFIG); // has the number of workers in it
        texts.keySet().removeIf(key -> key.startsWith("seconds."));
        return new Result(directory.store().candidates(), files, texts, RunReport.data(directory));
      }
    }

    /** One thing after another, so that a failure tells which. */
    void assertEqualTo(Result expected) {
      assertThat(journal).isEqualTo(expected.journal);
      assertThat(files).isEqualTo(expected.files);
      assertThat(texts).isEqualTo(expected.texts);
      assertThat(report).isEqualTo(expected.report);
    }
  }

  static Result finish(Path run) throws IOException {
    Cli resumed = Cli.run("resume", run.toString());
    assertThat(resumed.status()).as(resumed.err()).isZero();
    return Result.of(run);
  }

  static Result whole(Path run, int evaluations) throws IOException {
    Cli whole = Cli.run(search(run, evaluations, 2));
    assertThat(whole.status()).as(whole.err()).isZero();
    return Result.of(run);
  }
}
