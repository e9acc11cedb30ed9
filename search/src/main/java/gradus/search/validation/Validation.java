package gradus.search.validation;

import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.results.Trials;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Tuned;
import gradus.search.tuning.Tunings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The way from a find to a claim: on the tasks of its search and on others, at one scale after the
 * other, finds and baselines are tuned alike and compared from fresh seeds; only finds that hold up
 * go on. Those that are left at the end are compared once on the test parts of the last tasks.
 *
 * @param finds who has to prove something
 * @param baselines against whom
 * @param tasks the names of the tasks of every scale, at least one
 * @param test the names of the tasks of the end; perhaps none
 * @param scales in rising order, at least one
 * @param plan how all are tuned
 * @param workers how many trainings run at a time
 */
public record Validation(
    List<Contender> finds,
    List<Contender> baselines,
    List<String> tasks,
    List<String> test,
    List<Scale> scales,
    Plan plan,
    int workers) {
  private static final List<Double> DECAYS =
      List.of(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0);
  private static final int MEMORIES = 9;

  /**
   * How all are tuned: learning rate and decay on a grid, then also memories as the walk goes.
   *
   * @param seeds how many seeds choose
   * @param fresh how many others judge
   * @param budget how many settings each may try on each task
   * @return the plan
   */
  public static Plan plan(int seeds, int fresh, int budget) {
    Map<String, List<Double>> over = new LinkedHashMap<>();
    over.put("decay", DECAYS);
    for (int i = 1; i <= MEMORIES; i++) {
      over.put("beta" + i, List.of());
    }
    return new Plan(over, seeds, fresh, budget);
  }

  /**
   * The same for others.
   *
   * @param others who has to prove something
   * @return the validation
   */
  public Validation of(List<Contender> others) {
    return new Validation(others, baselines, tasks, test, scales, plan, workers);
  }

  /**
   * Validates, or goes on with it.
   *
   * @param record the table of all trainings
   * @param listener hears what is done
   * @param stop whether to stop
   * @return the stages that were needed; nothing if it was stopped
   * @throws InterruptedException if waiting is interrupted
   */
  public Optional<List<Stage>> run(Path record, Tunings.Listener listener, BooleanSupplier stop)
      throws InterruptedException {
    List<Stage> stages = new ArrayList<>();
    List<Contender> left = finds;
    for (Scale scale : scales) {
      if (!left.isEmpty()) {
        String title = "Scale " + scale.label();
        Optional<Stage> stage = stage(title, tasks, scale, left, false, record, listener, stop);
        if (stage.isEmpty()) {
          return Optional.empty();
        }
        stages.add(stage.get());
        left = stage.get().survivors();
      }
    }
    if (!left.isEmpty() && !test.isEmpty()) {
      Optional<Stage> stage =
          stage("Test", test, scales.getLast(), left, true, record, listener, stop);
      if (stage.isEmpty()) {
        return Optional.empty();
      }
      stages.add(stage.get());
    }
    return Optional.of(stages);
  }

  private Optional<Stage> stage(
      String title,
      List<String> names,
      Scale scale,
      List<Contender> left,
      boolean last,
      Path record,
      Tunings.Listener listener,
      BooleanSupplier stop)
      throws InterruptedException {
    List<Tunings.Job> jobs = new ArrayList<>();
    for (String name : names) {
      Task task = Family.named(name).at(scale);
      Stream.concat(baselines.stream(), left.stream()).forEach(one -> jobs.add(one.on(task)));
    }
    // Opened anew for each stage: what was found at a scale is where the next begins.
    try (Trials trials = Trials.open(record)) {
      if (!Tunings.run(jobs, plan, trials, workers, listener, stop)) {
        return Optional.empty();
      }
    }
    try (Trials trials = Trials.open(record)) {
      List<Tuned> tuned = Tuned.of(trials.known());
      return Optional.of(new Stage(title, names, scale, left, baselines, last, tuned));
    }
  }
}
