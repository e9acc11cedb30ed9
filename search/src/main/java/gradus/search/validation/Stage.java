package gradus.search.validation;

import gradus.proxies.Scale;
import gradus.results.Trial;
import gradus.search.tuning.Tuned;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One step of a validation: all that take part, tuned on the same tasks at one scale.
 *
 * @param title what the report calls it
 * @param tasks the names of the tasks
 * @param scale the scale of all
 * @param finds who has to prove something
 * @param baselines against whom
 * @param test whether the test part is what counts
 * @param tuned what the tunings came to
 */
public record Stage(
    String title,
    List<String> tasks,
    Scale scale,
    List<Contender> finds,
    List<Contender> baselines,
    boolean test,
    List<Tuned> tuned) {

  /** Copies the lists. */
  public Stage {
    tasks = List.copyOf(tasks);
    finds = List.copyOf(finds);
    baselines = List.copyOf(baselines);
    tuned = List.copyOf(tuned);
  }

  /**
   * How one did on a task.
   *
   * @param contender who
   * @param task where
   * @return nothing if it could not be trained from every seed with any setting
   */
  public Optional<Tuned> of(Contender contender, String task) {
    return tuned.stream()
        .filter(one -> one.optimizer().equals(contender.name()))
        .filter(one -> one.task().equals(task) && one.scale().equals(scale.label()))
        .findFirst();
  }

  /**
   * What is compared.
   *
   * @return the loss on the select part or on the test part
   */
  public ToDoubleFunction<Trial> loss() {
    return test ? Trial::testLoss : Trial::loss;
  }

  /**
   * A find beside a baseline on a task.
   *
   * @param find who has to prove something
   * @param baseline against whom
   * @param task where
   * @return nothing if one of them could not be trained
   */
  public Optional<Paired> paired(Contender find, Contender baseline, String task) {
    return of(find, task)
        .flatMap(mine ->
            of(baseline, task).map(other -> Paired.of(mine.results(), other.results(), loss())));
  }

  /** A find that cannot be trained loses; one whose opponent cannot wins. */
  Paired.Verdict verdict(Contender find, Contender baseline, String task) {
    if (of(find, task).isEmpty()) {
      return of(baseline, task).isEmpty() ? Paired.Verdict.TIE : Paired.Verdict.LOSS;
    }
    return paired(find, baseline, task).map(Paired::verdict).orElse(Paired.Verdict.WIN);
  }

  /**
   * How often a find did so against a baseline.
   *
   * @param find who has to prove something
   * @param baseline against whom
   * @param verdict what to count
   * @return the number of tasks
   */
  public int count(Contender find, Contender baseline, Paired.Verdict verdict) {
    return (int) tasks.stream().filter(task -> verdict(find, baseline, task) == verdict).count();
  }

  /**
   * Whether a find goes on: against every baseline it wins on a task and loses on none.
   *
   * @param find who has to prove something
   * @return true if it holds up
   */
  public boolean holds(Contender find) {
    return baselines.stream()
        .allMatch(baseline ->
            count(find, baseline, Paired.Verdict.WIN) > 0
                && count(find, baseline, Paired.Verdict.LOSS) == 0);
  }

  /**
   * The finds that go on.
   *
   * @return those that hold up
   */
  public List<Contender> survivors() {
    return finds.stream().filter(this::holds).toList();
  }
}
