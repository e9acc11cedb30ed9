package gradus.proxies;

/** A factor on the peak learning rate, as a function of the step. */
@FunctionalInterface
public interface Schedule {

  /**
   * The factor at a step.
   *
   * @param step 1, 2, ..., steps
   * @param steps the length of the training
   * @return the factor, 0..1
   */
  double at(int step, int steps);

  /**
   * Half a cosine wave from 1 towards 0: {@code 0.5 * (1 + cos(pi * (step - 1) / steps))}
   * (Loshchilov and Hutter, 2017, without restarts).
   *
   * @return the schedule
   */
  static Schedule cosine() {
    return (step, steps) -> 0.5 * (1 + StrictMath.cos(Math.PI * (step - 1) / steps));
  }

  /**
   * The factor 1 throughout.
   *
   * @return the schedule
   */
  static Schedule constant() {
    return (step, steps) -> 1;
  }
}
