package gradus.search.tuning;

import gradus.grammar.Program;
import gradus.proxies.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many optimizers are tuned alike.
 *
 * @param over what is varied beside the learning rate, by name: the values, or none for values
 *     around the default; of a program without such a hyperparameter it is not asked
 * @param seeds how many seeds choose, at least 1
 * @param fresh how many others judge the choice, at least 1
 * @param budget how many settings may be looked at, at least 1
 */
public record Plan(Map<String, List<Double>> over, int seeds, int fresh, int budget) {
  /** Copies the map; in the order of names, so that a budget ends alike every time. */
  public Plan {
    over = Collections.unmodifiableSortedMap(new TreeMap<>(over));
  }

  /**
   * The tuning of one optimizer on one task. It begins with a grid around the optimizer's own
   * learning rate; but where the optimizer has been tuned on a smaller scale of the task, it walks
   * from the choice made there.
   *
   * @param subject what is tuned
   * @param learningRate the optimizer's own
   * @param before what has been tuned so far
   * @return the tuning
   */
  public Tuning tuning(Trainings.Subject subject, double learningRate, List<Tuned> before) {
    Optional<Setting> smaller = smaller(subject, before);
    Setting start = smaller.orElse(new Setting(learningRate, Map.of()));
    Program program = subject.program();
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.rates().including(start.learningRate()));
    over.forEach((name, values) -> {
      Double fallback = program.hyperparameters().get(name);
      // Around a number that is not above 0 there are no values.
      if (fallback != null && (fallback > 0 || !values.isEmpty())) {
        Axis axis = values.isEmpty() ? Axis.around(name, fallback) : new Axis(name, values, true);
        axes.add(axis.including(fallback).including(start.get(name, program)));
      }
    });
    return new Tuning(axes, start, smaller.isEmpty(), seeds, fresh, budget);
  }

  /** The choice of the largest scale below. */
  private static Optional<Setting> smaller(Trainings.Subject subject, List<Tuned> before) {
    Tuned largest = null;
    for (Tuned tuned : before) {
      boolean same =
          tuned.optimizer().equals(subject.name()) && tuned.task().equals(subject.task().name());
      int scale = Scale.named(tuned.scale()).ordinal();
      boolean below = scale < subject.task().scale().ordinal() && scale > Scale.TINY.ordinal();
      boolean larger = largest == null || scale > Scale.named(largest.scale()).ordinal();
      largest = same && below && larger ? tuned : largest;
    }
    return Optional.ofNullable(largest).map(Tuned::setting);
  }
}
