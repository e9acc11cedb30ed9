package gradus.search;

/**
 * What training with a program came to.
 *
 * @param outcome {@code trained}, or why there is no fitness
 * @param fitness the mean over the trainings of minus the loss on the select part; NaN without one
 * @param trainings how many trainings were begun
 */
public record Evaluation(String outcome, double fitness, int trainings) {
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
