package gradus.search;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.results.HallOfFame;
import gradus.search.Comparison.Contender;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Setting;
import gradus.search.tuning.Trainings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is said at the end of a search: the find beside the program it began from, and beside
 * baselines whose learning rate and hyperparameters were tuned, with the task's schedule and with
 * none.
 */
final class Report {
  /** What baselines are given: a walk over the learning rate and all that matters beside it. */
  private static final Plan BASELINES =
      new Plan(Map.of("beta1", List.of(), "beta2", List.of(), "decay", List.of()), 3, 1, 100);

  private final Configuration configuration;
  private final List<Task> tasks;
  private final List<Program> starts;

  Report(Configuration configuration, List<Task> tasks, List<Program> starts) {
    this.configuration = configuration;
    this.tasks = tasks;
    this.starts = starts;
  }

  static String counts(Statistics counts, int rates, int fresh, double seconds) {
    Map<String, Integer> failures = new TreeMap<>(counts.failures());
    return String.format(
        Locale.ROOT,
        """
        generated        %d programs
        thrown away      %d children, invalid or equal to their parent
        cache hits       %d (%.1f %% of the programs)
        evaluated        %d programs in %d trainings%s%s
        redundant        %.1f %% of the statements
        evaluations/s    %.1f\
        """,
        counts.generated(),
        counts.discarded(),
        counts.cached(),
        counts.cachedPercent(),
        counts.evaluated(),
        counts.trainings(),
        rates == 1 ? "" : " at each of %d learning rates".formatted(rates),
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
        "tuning the baselines, then comparing from %d fresh seeds, test part included"
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
    List<Contender> contenders = new ArrayList<>();
    for (Program start : starts) {
      contenders.add(new Contender("start " + start.name(), start, 1, Schedule.cosine()));
    }
    Trainings trainings = new Trainings(workers, trial -> {});
    for (Program start : starts) {
      contenders.add(tuned(task, "start " + start.name(), start, 1, Schedule.cosine(), trainings));
    }
    Optimizer adamw = Library.optimizer("adamw");
    contenders.add(tuned(task, adamw, "", Schedule.cosine(), trainings));
    contenders.add(tuned(task, adamw, ", constant schedule", Schedule.constant(), trainings));
    contenders.add(tuned(task, Library.optimizer("lion"), "", Schedule.cosine(), trainings));
    contenders.add(
        configuration.rates().size() == 1
            ? new Contender("find", find, 1, Schedule.cosine())
            : tuned(task, "find", find, 1, Schedule.cosine(), trainings));
    Comparison comparison =
        Comparison.of(
            contenders,
            task,
            Sample.seeds(Seeds.COMPARISON, configuration.seed(), configuration.finalTrainings()),
            workers);
    return """
    task %s, %d steps, from %d seeds that neither search nor ranking has seen; mean +- standard error

    %s\
    """
        .formatted(task.name(), task.steps(), configuration.finalTrainings(), comparison.text());
  }

  private static Contender tuned(
      Task task, Optimizer optimizer, String how, Schedule schedule, Trainings trainings)
      throws InterruptedException {
    String name = optimizer.program().name() + how;
    return tuned(task, name, optimizer.program(), optimizer.learningRate(), schedule, trainings);
  }

  /** A program at the best that is found for it; as it is, where nothing could be trained. */
  private static Contender tuned(
      Task task, String name, Program program, double rate, Schedule schedule, Trainings trainings)
      throws InterruptedException {
    Trainings.Subject subject = new Trainings.Subject(task, name, program, schedule);
    Setting setting =
        BASELINES
            .tuning(subject, rate, List.of())
            .choose(subject, trainings)
            .orElse(new Setting(rate, Map.of()));
    String all = (setting.learningRate() + " " + setting.text()).strip();
    String tuned = "%s, tuned (%s)".formatted(name, all);
    return new Contender(tuned, program.set(setting.settings()), setting.learningRate(), schedule);
  }
}
