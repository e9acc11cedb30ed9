package gradus.search;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.proxies.Task;
import gradus.results.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hipparchus.stat.inference.TTest;

/**
 * Searches beside each other, over their course: the best program of each at each milestone is
 * trained anew from fresh seeds, the same for all, since the best score of a noisy search is luck;
 * at the end, the one that the finals of the search named. Runs whose directories differ in the
 * number at the end of their names only are repeats.
 */
public final class RunComparison {
  private static final String REPEAT = "-?[0-9]+$";

  private record Measured(Milestone milestone, double fitness) {}

  private final Map<String, List<List<Measured>>> groups = new LinkedHashMap<>();
  private final int fresh;

  private RunComparison(int fresh) {
    this.fresh = fresh;
  }

  /**
   * Compares runs.
   *
   * @param paths the directories of runs on the same tasks, at least one
   * @param points how many milestones of each
   * @param fresh how many seeds judge each program, at least 1
   * @param workers how many trainings run at a time
   * @param log is told what is done
   * @return the comparison
   * @throws SearchException if the runs are not on the same tasks
   * @throws InterruptedException if waiting is interrupted
   */
  public static RunComparison of(
      List<Path> paths, int points, int fresh, int workers, Consumer<String> log)
      throws InterruptedException {
    RunComparison comparison = new RunComparison(fresh);
    String trained = "";
    for (Path path : paths) {
      try (RunDirectory run = RunDirectory.read(path)) {
        Configuration configuration = SearchRun.configuration(path, run);
        List<Task> tasks = SearchRun.tasks(configuration);
        String mine = training(configuration);
        if (!trained.isEmpty() && !trained.equals(mine)) {
          throw new SearchException(
              "%s: trained otherwise than the runs before; found %s; allowed: %s"
                  .formatted(path, mine, trained));
        }
        trained = mine;
        comparison.add(path, run, configuration, tasks, points, workers);
        log.accept("%s: %d milestones trained from %d seeds".formatted(path, points, fresh));
      }
    }
    return comparison;
  }

  private static String training(Configuration configuration) {
    return "task %s, scale %s, batch %d, steps %d"
        .formatted(
            String.join(", ", configuration.tasks()),
            configuration.scale(),
            configuration.batch(),
            configuration.steps());
  }

  private void add(
      Path path,
      RunDirectory run,
      Configuration configuration,
      List<Task> tasks,
      int points,
      int workers)
      throws InterruptedException {
    List<Measured> course = new ArrayList<>();
    Map<Integer, Future<Losses>> futures = new LinkedHashMap<>();
    try (Workers threads = Workers.of(tasks.getFirst(), workers)) {
      Judge judge = new Judge(configuration, tasks, threads, new Timings());
      List<Long> seeds = Sample.seeds(Seeds.COMPARISON, 0, fresh);
      List<Milestone> milestones = Milestone.of(run, configuration, points);
      for (Milestone milestone : milestones) {
        if (milestone.best() > 0) {
          futures.computeIfAbsent(
              milestone.best(), any -> judge.measure(program(milestone), seeds));
        }
      }
      for (Milestone milestone : milestones) {
        Future<Losses> future = futures.get(milestone.best());
        double fitness = future == null ? Double.NaN : Workers.result(future).fitness();
        course.add(new Measured(milestone, fitness));
      }
    }
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    groups.computeIfAbsent(name.replaceFirst(REPEAT, ""), any -> new ArrayList<>()).add(course);
  }

  private static Program program(Milestone milestone) {
    return Parser.program(
        "candidate " + milestone.best(),
        milestone.program(),
        Dialect.STANDARD,
        Functions.standard());
  }

  /**
   * The course of each group: means over its repeats, the fitness with its standard error.
   *
   * @return a table in Markdown
   */
  public String course() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | search | repeats | part | generated | evaluated | trainings | cache hits | redundant | fitness |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """);
    groups.forEach((name, repeats) -> {
      for (int point = 0; point < repeats.getFirst().size(); point++) {
        text.append(row(name, repeats, point));
      }
    });
    return text.toString();
  }

  private static String row(String name, List<List<Measured>> repeats, int point) {
    List<Measured> at = repeats.stream().map(repeat -> repeat.get(point)).toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %,.0f | %,.0f | %,.0f | %.1f %% | %.1f %% | %s |%n",
        name,
        repeats.size(),
        at.getFirst().milestone().part(),
        at.stream().mapToDouble(one -> one.milestone().generated()).average().orElseThrow(),
        at.stream().mapToDouble(one -> one.milestone().evaluated()).average().orElseThrow(),
        at.stream().mapToDouble(one -> one.milestone().trainings()).average().orElseThrow(),
        at.stream().mapToDouble(one -> one.milestone().cached()).average().orElseThrow(),
        at.stream().mapToDouble(one -> one.milestone().redundant()).average().orElseThrow(),
        text(fitness(at)));
  }

  private static Sample fitness(List<Measured> measured) {
    return new Sample(measured.stream().map(Measured::fitness).toList());
  }

  private static String text(Sample fitness) {
    String failed = fitness.failures() == 0 ? "" : " (" + fitness.failures() + " failed)";
    if (fitness.values().size() < 2) {
      return String.format(Locale.ROOT, "%.4f", fitness.mean());
    }
    return String.format(
        Locale.ROOT, "%.4f ± %.4f%s", fitness.mean(), fitness.standardError(), failed);
  }

  /**
   * How far each group is from the first one at the end, with the p-value of Welch's t-test over
   * the repeats.
   *
   * @return a table in Markdown
   */
  public String end() {
    StringBuilder text =
        new StringBuilder("| search | fitness at the end | less the first | p |\n");
    text.append("| --- | --- | --- | --- |\n");
    Sample first = null;
    for (Map.Entry<String, List<List<Measured>>> group : groups.entrySet()) {
      Sample mine = fitness(group.getValue().stream().map(List::getLast).toList());
      text.append("| %s | %s | %s |%n".formatted(group.getKey(), text(mine), against(mine, first)));
      first = first == null ? mine : first;
    }
    return text.toString();
  }

  private static String against(Sample mine, Sample first) {
    if (first == null) {
      return "– | –";
    }
    double error = Math.hypot(mine.standardError(), first.standardError());
    double[] here = finite(mine);
    double[] there = finite(first);
    boolean enough = here.length > 1 && there.length > 1;
    return String.format(
        Locale.ROOT,
        "%.4f ± %.4f | %s",
        mine.mean() - first.mean(),
        error,
        enough ? String.format(Locale.ROOT, "%.2g", new TTest().tTest(here, there)) : "–");
  }

  private static double[] finite(Sample sample) {
    return sample.values().stream().mapToDouble(v -> v).filter(Double::isFinite).toArray();
  }

  /**
   * All of it, a line for each run and milestone.
   *
   * @return CSV
   */
  public String csv() {
    StringBuilder csv =
        new StringBuilder(
            "search,repeat,part,generated,evaluated,trainings,cached,redundant,candidate,fitness\n");
    groups.forEach((name, repeats) -> {
      for (int repeat = 0; repeat < repeats.size(); repeat++) {
        for (Measured one : repeats.get(repeat)) {
          Milestone at = one.milestone();
          csv.append(
              String.format(
                  Locale.ROOT,
                  "%s,%d,%.3f,%d,%d,%d,%.2f,%.2f,%d,%s%n",
                  name,
                  repeat + 1,
                  at.part(),
                  at.generated(),
                  at.evaluated(),
                  at.trainings(),
                  at.cached(),
                  at.redundant(),
                  at.best(),
                  one.fitness()));
        }
      }
    });
    return csv.toString();
  }
}
