package gradus.search;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.results.HallOfFame;
import gradus.search.Comparison.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is said at the end of a search: the find beside the program it began from, and beside
 * baselines that were given the best of a grid of learning rates, with the task's schedule and with
 * none.
 */
final class Report {
  /** From how many seeds each rate of a grid is trained. */
  private static final int TUNING = 5;

  private final Configuration configuration;
  private final List<Task> tasks;
  private final List<Program> starts;

  Report(Configuration configuration, List<Task> tasks, List<Program> starts) {
    this.configuration = configuration;
    this.tasks = tasks;
    this.starts = starts;
  }

  static String counts(Statistics counts, int fresh, double seconds) {
    Map<String, Integer> failures = new TreeMap<>(counts.failures());
    return String.format(
        Locale.ROOT,
        """
        generated        %d programs
        thrown away      %d children, invalid or equal to their parent
        cache hits       %d (%.1f %% of the programs)
        evaluated        %d programs in %d trainings%s
        redundant        %.1f %% of the statements
        evaluations/s    %.1f\
        """,
        counts.generated(),
        counts.discarded(),
        counts.cached(),
        counts.cachedPercent(),
        counts.evaluated(),
        counts.trainings(),
        failures.isEmpty() ? "" : ", without a fitness " + failures,
        counts.redundantPercent(),
        fresh == 0 ? 0 : counts.evaluated() * (double) fresh / counts.generated() / seconds);
  }

  String text(HallOfFame hall, Workers workers, Consumer<String> log) throws InterruptedException {
    if (hall.entries().isEmpty()) {
      return "no program could be trained from every fresh seed\n";
    }
    HallOfFame.Entry best = hall.entries().getFirst();
    Program find =
        Parser.program(best.name(), best.program(), Dialect.STANDARD, Functions.standard());
    log.accept(
        "tuning the learning rate of the baselines, then comparing from %d fresh seeds, test part included"
            .formatted(configuration.finalTrainings()));
    StringBuilder text = new StringBuilder();
    for (Task task : tasks) {
      text.append(comparison(task, find, workers.on(task))).append("\n");
    }
    return text.append(
            "The find (programs/%s.gradus):\n\n%s".formatted(best.name(), best.program()))
        .toString();
  }

  private String comparison(Task task, Program find, Workers workers) throws InterruptedException {
    int steps = Judge.trainer(configuration, task).steps();
    List<Contender> contenders = new ArrayList<>();
    for (Program start : starts) {
      contenders.add(new Contender("start " + start.name(), start, 1, Schedule.cosine()));
    }
    for (Grid grid : grids()) {
      contenders.add(tuned(grid, steps, workers));
    }
    contenders.add(new Contender("find", find, 1, Schedule.cosine()));
    Comparison comparison =
        Comparison.of(
            contenders,
            steps,
            Sample.seeds(Seeds.COMPARISON, configuration.seed(), configuration.finalTrainings()),
            workers);
    return """
    task %s, %d steps, from %d seeds that neither search nor ranking has seen; mean +- standard error

    %s\
    """
        .formatted(task.name(), steps, configuration.finalTrainings(), comparison.text());
  }

  private record Grid(String name, Program program, double lowest, int count, Schedule schedule) {
    /** Factors of two, from the lowest. */
    List<Double> rates() {
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rates.add(Math.scalb(lowest, i));
      }
      return rates;
    }
  }

  private List<Grid> grids() {
    List<Grid> grids = new ArrayList<>();
    for (Program start : starts) {
      String tuned = (starts.size() == 1 ? "start" : start.name()) + ", tuned";
      grids.add(new Grid(tuned, start, 0.25, 10, Schedule.cosine()));
      grids.add(new Grid(tuned + ", constant schedule", start, 0.25, 10, Schedule.constant()));
    }
    Program lion = Library.optimizer("lion").program();
    grids.add(new Grid("lion, tuned", lion, 0x1p-13, 9, Schedule.cosine()));
    return grids;
  }

  private Contender tuned(Grid grid, int steps, Workers workers) throws InterruptedException {
    Contender best =
        Comparison.tuned(
            new Contender(grid.name(), grid.program(), 1, grid.schedule()),
            grid.rates(),
            steps,
            Sample.seeds(Seeds.SELECTION, configuration.seed(), TUNING),
            workers);
    String name = String.format(Locale.ROOT, "%s (rate x %.4g)", grid.name(), best.rate());
    return new Contender(name, best.program(), best.rate(), best.schedule());
  }
}
