package gradus.proxies;

/**
 * The memory of one thread for trainings of one task, one after another. Nothing of an earlier
 * training shows in a later one, and a step allocates nothing.
 */
public interface Training {

  /**
   * The model's weights, which the update rule changes in place.
   *
   * @return always the same array, as long as {@link Task#parameters()}
   */
  float[] weights();

  /**
   * The gradients that {@link #nextGradients()} wrote last.
   *
   * @return always the same array, as long as {@link Task#parameters()}
   */
  float[] gradients();

  /**
   * Begins a training.
   *
   * @param seed decides the initial weights and the order of the batches
   */
  void start(long seed);

  /**
   * Draws the next batch and differentiates its mean loss at the present weights.
   *
   * @return that loss; not finite when the weights have diverged
   */
  double nextGradients();

  /**
   * Scores the present weights; leaves weights, gradients and the order of batches alone.
   *
   * @param part the examples to score on, all of them
   * @return the score
   */
  Score score(Part part);
}
