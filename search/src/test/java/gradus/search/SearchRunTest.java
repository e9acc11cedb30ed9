package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.proxies.Family;
import gradus.proxies.Outcome;
import gradus.proxies.Scale;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchRunTest {
  @TempDir private Path directory;

  private static SequencedMap<String, String> small(int workers) {
    return Programs.settings(
        "evaluations",
        "60",
        "steps",
        "40",
        "population",
        "20",
        "finalists",
        "4",
        "final_trainings",
        "3",
        "workers",
        Integer.toString(workers));
  }

  @Test
  void leavesTheSameFilesForAnyNumberOfWorkers() throws Exception {
    Path one = finish(SearchRun.create(small(1), directory.resolve("one")));
    Path three = finish(SearchRun.create(small(3), directory.resolve("three")));
    assertSameResult(one, three);
  }

  /** The run is killed in other processes, as the operating system kills. */
  @Test
  void aRunThatWasKilledThreeTimesEndsAsOneThatWasNot() throws Exception {
    Path whole = finish(SearchRun.create(small(2), directory.resolve("whole")));
    Path killed = directory.resolve("killed");
    SearchRun.create(small(2), killed).close();
    Random random = new Random(11);
    int kills = 0;
    for (int i = 0; i < 3; i++) {
      Process process = child(killed);
      process.getInputStream().read(); // it has begun
      if (!process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        kills++;
      }
    }
    assertThat(kills).isPositive();
    finish(SearchRun.resume(killed, Map.of("workers", "1")));
    assertSameResult(whole, killed);
  }

  @Test
  void theReportComparesTheFindWithTheStartAndTunedBaselines() throws Exception {
    try (SearchRun run = SearchRun.create(small(2), directory.resolve("run"))) {
      String report = run.run(s -> {}, text -> {}, () -> false).orElseThrow();
      assertThat(report)
          .contains(
              "start adamw_search",
              "start adamw_search, tuned",
              "adamw, constant schedule, tuned",
              "lion, tuned")
          .contains("find - start adamw_search: ")
          .contains("test loss");
      assertThat(directory.resolve("run/report.txt")).hasContent(report);
    }
  }

  @Test
  void theBestOfSeveralRatesCounts() throws Exception {
    SequencedMap<String, String> settings = small(2);
    settings.put("rates", "1,30,1e30");
    List<String> log = new ArrayList<>();
    try (SearchRun run = SearchRun.create(settings, directory.resolve("run"))) {
      String report = run.run(s -> {}, log::add, () -> false).orElseThrow();
      assertThat(report).contains("find, tuned");
      assertThat(log).anyMatch(line -> line.contains("trainings at each of 3 learning rates"));
    }
    try (RunDirectory run = RunDirectory.open(directory.resolve("run"))) {
      List<Candidate> candidates = new ArrayList<>();
      run.store().forEach(candidates::add);
      Candidate start = candidates.getFirst();
      Task task = Family.named("digits").at(Scale.ONE);
      long seed = Seeds.SEARCH.seed(1, 1);
      try (Evaluator evaluator = Evaluator.of(task)) {
        Program program = Parser.program("start", start.program());
        List<Double> losses = new ArrayList<>();
        for (double rate : List.of(1.0, 30.0, 1e30)) {
          Trainer trainer = Trainer.of(40, rate, Schedule.cosine());
          Outcome outcome = evaluator.train(program, trainer, seed);
          losses.add(outcome.select().loss());
        }
        assertThat(losses.get(1)).as("40 steps ask for a high rate").isLessThan(losses.get(0));
        assertThat(losses.get(2)).isInfinite();
        assertThat(start.losses().getFirst()).isEqualTo(losses.get(1));
      }
    }
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingIsMade() {
    Path path = directory.resolve("never");
    assertThatThrownBy(() -> SearchRun.create(Programs.settings("task", "digit"), path))
        .isInstanceOf(SearchException.class)
        .hasMessageContaining("digits");
    assertThatThrownBy(() -> SearchRun.create(Programs.settings("start", "adamq"), path))
        .hasMessageContaining("adamq");
    assertThat(path).doesNotExist();
  }

  @Test
  void aStoppedRunSaysThatThereIsMoreToDo() throws Exception {
    try (SearchRun run = SearchRun.create(small(2), directory.resolve("run"))) {
      Optional<String> report = run.run(s -> {}, text -> {}, () -> run.taken() >= 10);
      assertThat(report).isEmpty();
      assertThat(run.taken()).isBetween(10, 59);
    }
  }

  private static Path finish(SearchRun run) throws InterruptedException {
    try (run) {
      assertThat(run.run(s -> {}, text -> {}, () -> false)).isPresent();
      return run.path();
    }
  }

  private static void assertSameResult(Path expected, Path actual) throws Exception {
    assertThat(actual.resolve(HallOfFame.FILE))
        .hasSameBinaryContentAs(expected.resolve(HallOfFame.FILE));
    assertThat(actual.resolve(SearchRun.REPORT))
        .hasSameBinaryContentAs(expected.resolve(SearchRun.REPORT));
    try (var files = Files.list(expected.resolve(HallOfFame.PROGRAMS))) {
      for (Path file : files.toList()) {
        assertThat(actual.resolve(HallOfFame.PROGRAMS).resolve(file.getFileName()))
            .hasSameBinaryContentAs(file);
      }
    }
  }

  private static Process child(Path run) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), run.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Goes on with a run in a process that can be killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (SearchRun run = SearchRun.resume(Path.of(arguments[0]), Map.of())) {
        System.out.println("begun");
        run.run(s -> {}, text -> {}, () -> false);
      }
    }
  }
}
