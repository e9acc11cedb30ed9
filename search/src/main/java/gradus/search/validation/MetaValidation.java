package gradus.search.validation;

import gradus.grammar.Dialect;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.results.Candidate;
import gradus.results.Trials;
import gradus.search.Evaluation;
import gradus.search.Sample;
import gradus.search.tidying.Tidy;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Tuned;
import gradus.search.tuning.Tunings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * How the best program so far, at some points of a search, does from fresh seeds: on the search's
 * own tasks and on tasks that it has not seen, each with a small sweep of the learning rate. Where
 * the second goes down again, the search has begun to overfit.
 *
 * @param points in the order of the search
 * @param select the tasks that the search has not seen
 */
public record MetaValidation(List<Point> points, List<String> select) {
  private static final double ERRORS = 2;
  private static final int CELLS = 9;
  private static final int CHOOSING = 3;

  /**
   * The best program so far.
   *
   * @param at how many candidates there were
   * @param best the number of the best among them
   * @param losses by task; NaN where it failed
   */
  public record Point(int at, int best, Map<String, Sample> losses) {
    /** Copies the map, by the names of the tasks. */
    public Point {
      losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
    }
  }

  /** Copies the lists. */
  public MetaValidation {
    points = List.copyOf(points);
    select = List.copyOf(select);
  }

  /** The first candidate of a hash, and the fitness that the last one of that hash was given. */
  private record Standing(Candidate candidate, double fitness) {}

  /**
   * The best so far, by fitness, among those with the full number of trainings. Where a program
   * came again and was trained further, what was known of it then counts.
   *
   * @param run a search
   * @param count how many points, evenly spread
   * @return by the number of candidates at a point; none before the first such candidate
   */
  static Map<Integer, Candidate> best(FinishedRun run, int count) {
    int full = run.trainings() * run.tasks().size();
    Map<String, Integer> trainings = new HashMap<>();
    Map<String, Standing> standings = new LinkedHashMap<>();
    Map<Integer, Candidate> best = new TreeMap<>();
    int size = run.candidates().size();
    int next = 1;
    for (Candidate candidate : run.candidates()) {
      String hash = candidate.hash();
      int done = trainings.merge(hash, candidate.losses().size(), Integer::sum);
      if (!candidate.outcome().equals(Evaluation.TRAINED)) {
        standings.remove(hash);
      } else if (done >= full) {
        Standing before = standings.get(hash);
        Candidate first = before == null ? candidate : before.candidate();
        standings.put(hash, new Standing(first, candidate.fitness()));
      }
      while (next <= count && candidate.number() >= (long) size * next / count) {
        leader(standings).ifPresent(leader -> best.put(candidate.number(), leader));
        next++;
      }
    }
    return best;
  }

  private static Optional<Candidate> leader(Map<String, Standing> standings) {
    return standings.values().stream()
        .max(
            Comparator.comparingDouble(Standing::fitness)
                .thenComparing(standing -> -standing.candidate().number()))
        .map(Standing::candidate);
  }

  /**
   * Trains, or goes on with it.
   *
   * @param run a search
   * @param select the tasks that it has not seen, by name
   * @param count how many points
   * @param fresh how many seeds judge each
   * @param workers how many trainings run at a time
   * @param record the table of all trainings
   * @param listener hears what is done
   * @param stop whether to stop
   * @return the curve; nothing if it was stopped
   * @throws InterruptedException if waiting is interrupted
   */
  public static Optional<MetaValidation> of(
      FinishedRun run,
      List<String> select,
      int count,
      int fresh,
      int workers,
      Path record,
      Tunings.Listener listener,
      BooleanSupplier stop)
      throws InterruptedException {
    Map<Integer, Candidate> best = best(run, count);
    Map<Integer, Contender> contenders = new HashMap<>();
    best.values().forEach(one -> contenders.computeIfAbsent(one.number(), any -> contender(one)));
    List<String> tasks = new ArrayList<>(run.tasks());
    select.stream().filter(task -> !tasks.contains(task)).forEach(tasks::add);
    List<Tunings.Job> jobs = new ArrayList<>();
    for (String task : tasks) {
      contenders.values().forEach(one -> jobs.add(one.on(Family.named(task).at(run.scale()))));
    }
    if (jobs.isEmpty()) {
      return Optional.of(new MetaValidation(List.of(), select));
    }
    Plan plan = new Plan(Map.of(), CHOOSING, fresh, CELLS);
    try (Trials trials = Trials.open(record)) {
      if (!Tunings.run(jobs, plan, trials, workers, listener, stop)) {
        return Optional.empty();
      }
    }
    try (Trials trials = Trials.open(record)) {
      Stage stage =
          new Stage("", tasks, run.scale(), List.of(), List.of(), false, Tuned.of(trials.known()));
      List<Point> points = new ArrayList<>();
      best.forEach((at, candidate) -> {
        Map<String, Sample> losses = new HashMap<>();
        for (String task : tasks) {
          stage
              .of(contenders.get(candidate.number()), task)
              .ifPresent(tuned -> losses.put(task, tuned.losses()));
        }
        points.add(new Point(at, candidate.number(), losses));
      });
      return Optional.of(
          new MetaValidation(
              points, select.stream().filter(task -> !run.tasks().contains(task)).toList()));
    }
  }

  private static Contender contender(Candidate candidate) {
    String name = "candidate_" + candidate.number();
    Optimizer written = Optimizer.of(name, candidate.program(), Dialect.STANDARD);
    return Contender.named(Tidy.of(written.with(written.program().named(name), 1)));
  }

  /**
   * The curve as a table.
   *
   * @return CSV with the columns candidate, best, task, loss, standard_error
   */
  public String csv() {
    StringBuilder csv = new StringBuilder("candidate,best,task,loss,standard_error\n");
    for (Point point : points) {
      point
          .losses()
          .forEach((task, losses) ->
              csv.append(
                  String.format(
                      Locale.ROOT,
                      "%d,%d,%s,%s,%s%n",
                      point.at(),
                      point.best(),
                      task,
                      losses.mean(),
                      losses.standardError())));
    }
    return csv.toString();
  }

  /** Scores by seed: the mean over the select tasks of the loss beside that of the first point. */
  private Optional<List<Double>> scores(Point point) {
    List<Double> scores = new ArrayList<>();
    for (String task : select) {
      Sample losses = point.losses().get(task);
      Sample first = points.getFirst().losses().get(task);
      if (losses == null || first == null) {
        return Optional.empty();
      }
      for (int i = 0; i < losses.values().size(); i++) {
        double share = losses.values().get(i) / first.mean() / select.size();
        if (scores.size() == i) {
          scores.add(share);
        } else {
          scores.set(i, scores.get(i) + share);
        }
      }
    }
    return scores.isEmpty() ? Optional.empty() : Optional.of(scores);
  }

  /**
   * Where overfitting begins: at the best point on the tasks that the search has not seen, if the
   * last point is worse than that by more than two standard errors, paired by seed.
   *
   * @return the point; nothing if the search does not overfit
   */
  public Optional<Point> overfitting() {
    Point best = null;
    for (Point point : points) {
      if (scores(point).isPresent() && (best == null || mean(point) < mean(best))) {
        best = point;
      }
    }
    if (best == null || scores(points.getLast()).isEmpty()) {
      return Optional.empty();
    }
    Paired decline = new Paired(scores(points.getLast()).get(), scores(best).get());
    return decline.errors() > ERRORS ? Optional.of(best) : Optional.empty();
  }

  private double mean(Point point) {
    return new Sample(scores(point).orElseThrow()).mean();
  }

  /**
   * What the curve says.
   *
   * @return one line
   */
  public String verdict() {
    if (select.isEmpty() || points.isEmpty()) {
      return "nothing can be said of overfitting: "
          + (points.isEmpty() ? "no candidate has all its trainings" : "no other task was trained");
    }
    return overfitting()
        .map(point ->
            "overfitting begins at candidate %d (best so far: %d): from there to the end, %s get worse by more than 2 standard errors"
                .formatted(point.at(), point.best(), String.join(", ", select)))
        .orElse("no overfitting is shown on " + String.join(", ", select));
  }
}
