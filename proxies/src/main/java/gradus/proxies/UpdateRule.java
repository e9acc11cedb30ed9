package gradus.proxies;

/**
 * An optimizer as the trainer sees it. A rule keeps its own state (momentum and the like) and
 * serves one training; the next training needs a fresh one.
 */
@FunctionalInterface
public interface UpdateRule {

  /**
   * Subtracts one update from the weights.
   *
   * @param weights all weights of the model, changed in place; laid out as {@link Task#tensors()}
   * @param gradients the loss gradient, laid out as the weights; the rule may overwrite it
   * @param learningRate the schedule's value at this step
   * @param step the number of this step: 1, 2, ...
   */
  void step(float[] weights, float[] gradients, double learningRate, int step);
}
