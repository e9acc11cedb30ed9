package gradus.search;

import java.util.List;

/**
 * What the trainings came to that were made for one candidate.
 *
 * @param outcome {@code trained}, or why there is no fitness
 * @param losses the losses on the select part, in the order of the trainings, round after round;
 *     NaN for the one that failed, with which it ended
 */
public record Evaluation(String outcome, List<Double> losses) {
  /** The outcome of a program that has a fitness. */
  public static final String TRAINED = "trained";

  /** Copies the list. */
  public Evaluation {
    losses = List.copyOf(losses);
  }

  /**
   * Without a training.
   *
   * @param outcome why there was none
   * @return no losses
   */
  static Evaluation without(String outcome) {
    return new Evaluation(outcome, List.of());
  }
}
