package gradus.search;

import java.util.List;

/**
 * What training with a program came to.
 *
 * @param outcome {@code trained}, or why there is no fitness
 * @param fitness the mean over the trainings of minus the loss on the select part; NaN without one
 * @param losses what the trainings came to, in their order; NaN for one that failed
 */
public record Evaluation(String outcome, double fitness, List<Double> losses) {
  /** The outcome of a program that has a fitness. */
  public static final String TRAINED = "trained";

  /**
   * Whether there is a fitness.
   *
   * @return true when every training came to its end
   */
  public boolean trained() {
    return outcome.equals(TRAINED);
  }
}
