package gradus.benchmarks;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.search.Evaluator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code hurdles}: programs of a run are trained from a fresh seed; their losses at a part of the
 * way are held against those at the end. Says how many trainings a hurdle of some height would end,
 * how many steps that saves, and how many of the best tenth it would lose.
 */
@Command(name = "hurdles", description = "What hurdles save and lose, on programs of a run.")
final class Hurdles implements Callable<Integer> {
  private static final long SEED = 777;
  private static final double BEST = 0.1;
  private static final List<Double> HEIGHTS = List.of(0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3);

  @Parameters(paramLabel = "RUN", description = "The directory of a run.")
  private Path path;

  @Option(names = "--task", required = true, description = "The task of the run.")
  private String task;

  @Option(names = "--programs", defaultValue = "400", description = "How many of its programs.")
  private int programs;

  @Option(names = "--after", defaultValue = "0.33", description = "The share of the steps.")
  private double after;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private Hurdles() {}

  /** Losses as shares of the first one; infinite at the end for a training that failed. */
  private record Course(double hurdle, double end) {}

  @Override
  public Integer call() {
    output.atLeast(2, "--programs", programs);
    output.check();
    List<Course> courses = courses();
    double[] hurdle = courses.stream().mapToDouble(Course::hurdle).toArray();
    double[] end = courses.stream().mapToDouble(Course::end).toArray();
    double correlation = new SpearmansCorrelation().correlation(hurdle, end);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d programs; rank correlation of the loss after %.2f of the steps and at the end: %.3f%n",
        courses.size(),
        after,
        correlation);
    out.println("| height | ended | steps saved | of the best tenth lost |");
    out.println("| --- | --- | --- | --- |");
    List<Map<String, Double>> rows = new ArrayList<>();
    for (double height : HEIGHTS) {
      double ended = share(courses, height);
      int best = Math.max(1, (int) (BEST * courses.size()));
      double lost = share(courses.subList(0, best), height);
      out.printf(
          Locale.ROOT,
          "| %.2f | %.1f %% | %.1f %% | %.1f %% |%n",
          height,
          100 * ended,
          100 * ended * (1 - after),
          100 * lost);
      rows.add(Map.of("height", height, "ended", ended, "lost", lost));
    }
    output.write(Map.of("after", after, "rank_correlation", correlation, "heights", rows));
    return 0;
  }

  private static double share(List<Course> courses, double height) {
    return courses.stream().filter(course -> !(course.hurdle() <= height)).count()
        / (double) courses.size();
  }

  /** The best first. */
  private List<Course> courses() {
    List<Candidate> trained = new ArrayList<>();
    try (RunDirectory run = RunDirectory.read(path)) {
      Set<String> hashes = new HashSet<>();
      run.store()
          .forEach(candidate -> {
            if (!candidate.losses().isEmpty() && hashes.add(candidate.hash())) {
              trained.add(candidate);
            }
          });
    }
    List<Course> courses = new ArrayList<>();
    Task chosen = Task.named(task);
    try (Evaluator evaluator = Evaluator.of(chosen)) {
      for (int i = 0; i < Math.min(programs, trained.size()); i++) {
        int at = (int) ((long) i * trained.size() / Math.min(programs, trained.size()));
        courses.add(course(evaluator, chosen, trained.get(at)));
      }
    }
    courses.sort(java.util.Comparator.comparingDouble(Course::end));
    return courses;
  }

  private Course course(Evaluator evaluator, Task chosen, Candidate candidate) {
    int step = (int) Math.ceil(after * chosen.steps());
    double[] there = {Double.POSITIVE_INFINITY};
    Trainer trainer =
        Trainer.of(chosen.steps(), 1, Schedule.cosine())
            .reporting((now, loss) -> {
              if (now == step) {
                there[0] = evaluator.score(Part.SELECT).loss();
              }
            });
    Outcome outcome =
        evaluator.train(
            Parser.program(
                "candidate " + candidate.number(),
                candidate.program(),
                Dialect.STANDARD,
                Functions.standard()),
            trainer,
            SEED);
    double first = outcome.start().loss();
    boolean trained = outcome.category() == Outcome.Category.TRAINED;
    return new Course(
        there[0] / first, trained ? outcome.select().loss() / first : Double.POSITIVE_INFINITY);
  }
}
