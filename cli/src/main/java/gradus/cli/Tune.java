package gradus.cli;

import gradus.grammar.Names;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.results.Trials;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Trainings;
import gradus.search.tuning.Tunings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus tune}: chooses learning rates and hyperparameters on grids. */
@Command(
    name = "tune",
    description =
        "Choose learning rate and hyperparameters of optimizers on tasks. Every training is kept"
            + " in a table; the same command goes on where it was stopped.")
final class Tune implements Callable<Integer> {
  private static final String ALL = "all";

  @Parameters(
      arity = "1..*",
      paramLabel = "OPTIMIZER",
      description = "Names of optimizers, files, or 'all' for the library.")
  private List<String> optimizers;

  @Option(
      names = "--task",
      split = ",",
      defaultValue = "digits",
      description = "Tasks joined by commas, or 'all': ${DEFAULT-VALUE}.")
  private List<String> tasks;

  @Option(names = "--scale", defaultValue = "1", description = "tiny, 1, 10 or 100.")
  private String scale;

  @Option(
      names = "--record",
      required = true,
      paramLabel = "FILE.csv",
      description =
          "The table of all trainings; one that is there is continued. What it says of a smaller"
              + " scale is where a tuning begins.")
  private Path record;

  @Option(
      names = "--over",
      paramLabel = "NAME[=V,V...]",
      defaultValue = "decay=0,0.01,0.03,0.1,0.3,1,3,10,30",
      description =
          "What to vary beside the learning rate, for optimizers that have it: values for the"
              + " grid, or none for values around the default: ${DEFAULT-VALUE}.")
  private List<String> over;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      description = "How many seeds choose: ${DEFAULT-VALUE}, from 1 on.")
  private int seeds;

  @Option(
      names = "--fresh",
      defaultValue = "5",
      description = "How many other seeds judge the choice: ${DEFAULT-VALUE}, from 101 on.")
  private int fresh;

  @Option(
      names = "--budget",
      paramLabel = "CELLS",
      description =
          "The most settings that each may try on each task; until no neighbour is better if not"
              + " given.")
  private Integer budget;

  @Option(names = "--workers", defaultValue = "2", description = "Trainings at a time.")
  private int workers;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Tune() {}

  @Override
  public Integer call() throws InterruptedException {
    atLeastOne("--seeds", seeds);
    atLeastOne("--fresh", fresh);
    atLeastOne("--workers", workers);
    int most = budget == null ? Integer.MAX_VALUE : budget;
    atLeastOne("--budget", most);
    List<Tunings.Job> jobs = jobs();
    Plan plan = new Plan(over(jobs), seeds, fresh, most);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d optimizers on %d tasks at scale %s, %d seeds choose and %d judge, over %s%s%n",
        jobs.size() / tasks().size(),
        tasks().size(),
        scale,
        seeds,
        fresh,
        String.join(" ", over),
        budget == null ? "" : ", at most %d settings each".formatted(budget));
    try (Trials trials = Trials.open(record);
        Interruption interruption = new Interruption()) {
      Telling telling = new Telling(out, new ProgressLine(spec.commandLine().getErr()));
      if (!Tunings.run(jobs, plan, trials, workers, telling, interruption)) {
        telling.clear();
        out.println("stopped; nothing is lost: the same command goes on");
        return 1;
      }
      telling.clear();
      out.println(record + "  every training: gradus ladder " + record);
      return telling.failed() ? 1 : 0;
    }
  }

  static void atLeastOne(String option, int number) {
    if (number < 1) {
      throw new UserError(option + ": found " + number + "; allowed: at least 1");
    }
  }

  private List<Task> tasks() {
    try {
      Scale chosen = Scale.named(scale);
      List<Family> families =
          tasks.equals(List.of(ALL))
              ? Family.all()
              : tasks.stream().distinct().map(Family::named).toList();
      return families.stream().map(family -> family.at(chosen)).toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private List<Tunings.Job> jobs() {
    List<String> words =
        optimizers.equals(List.of(ALL)) ? Library.names() : optimizers.stream().distinct().toList();
    List<Tunings.Job> jobs = new ArrayList<>();
    List<Task> models = tasks();
    programs.each(
        words, (word, optimizer) -> models.forEach(task -> jobs.add(job(task, word, optimizer))));
    // Missing data is told before the first training.
    models.forEach(Task::training);
    return jobs;
  }

  /** Named like its file: programs of a search are all called the same inside. */
  private static Tunings.Job job(Task task, String word, Optimizer optimizer) {
    return new Tunings.Job(
        new Trainings.Subject(task, Library.name(word), optimizer.program()),
        optimizer.learningRate());
  }

  private Map<String, List<Double>> over(List<Tunings.Job> jobs) {
    Map<String, List<Double>> axes = new LinkedHashMap<>();
    for (String word : over) {
      String[] parts = word.split("=", 2);
      List<String> known =
          jobs.stream()
              .flatMap(job -> job.subject().program().hyperparameters().keySet().stream())
              .distinct()
              .toList();
      if (!known.contains(parts[0])
          && spec.commandLine().getParseResult().hasMatchedOption("--over")) {
        throw new UserError(
            "--over: no optimizer has it; found %s; allowed: %s"
                .formatted(Names.quote(parts[0]), Names.allowed(parts[0], known)));
      }
      axes.put(parts[0], parts.length == 1 ? List.of() : numbers(word, parts[1]));
    }
    return axes;
  }

  private static List<Double> numbers(String word, String list) {
    List<Double> numbers = new ArrayList<>();
    for (String number : list.split(",")) {
      try {
        numbers.add(Double.valueOf(number));
      } catch (NumberFormatException e) {
        numbers.add(Double.NaN);
      }
    }
    if (!numbers.stream().allMatch(Double::isFinite)) {
      throw new UserError(
          "--over: found %s; allowed: NAME or NAME=V,V... with finite numbers".formatted(word));
    }
    return numbers;
  }
}
