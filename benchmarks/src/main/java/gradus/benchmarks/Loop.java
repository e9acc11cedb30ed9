package gradus.benchmarks;

/** One step of an optimizer, written by hand over a range of parameters. */
@FunctionalInterface
interface Loop {
  /**
   * Changes weights and state in place.
   *
   * @param weights of the whole model
   * @param gradients of the whole model
   * @param states of the whole model, one array for each state
   * @param from the first parameter
   * @param to after the last parameter
   * @param rate the learning rate
   * @param step 1 for the first
   */
  void run(
      float[] weights, float[] gradients, float[][] states, int from, int to, float rate, int step);
}
