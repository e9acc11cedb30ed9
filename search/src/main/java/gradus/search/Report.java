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
  private final Task task;
  private final Program start;
  private final int steps;

  Report(Configuration configuration, Task task, Program start, int steps) {
    this.configuration = configuration;
    this.task = task;
    this.start = start;
    this.steps = steps;
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
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("start " + start.name(), start, 1, Schedule.cosine()));
    log.accept("tuning the learning rate of the baselines");
    for (Grid grid : grids()) {
      contenders.add(tuned(grid, workers));
    }
    contenders.add(new Contender("find", find, 1, Schedule.cosine()));
    log.accept(
        "comparing from %d fresh seeds, test part included"
            .formatted(configuration.finalTrainings()));
    Comparison comparison =
        Comparison.of(
            contenders,
            steps,
            Sample.seeds(Seeds.COMPARISON, configuration.seed(), configuration.finalTrainings()),
            workers);
    return """
    task %s, %d steps, from %d seeds that neither search nor ranking has seen; mean +- standard error

    %s
    The find (programs/%s.gradus):

    %s\
    """
        .formatted(
            task.name(),
            steps,
            configuration.finalTrainings(),
            comparison.text(),
            best.name(),
            best.program());
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
    Program lion = Library.optimizer("lion").program();
    return List.of(
        new Grid("start, tuned", start, 0.25, 10, Schedule.cosine()),
        new Grid("start, tuned, constant schedule", start, 0.25, 10, Schedule.constant()),
        new Grid("lion, tuned", lion, 0x1p-13, 9, Schedule.cosine()));
  }

  private Contender tuned(Grid grid, Workers workers) throws InterruptedException {
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
