package gradus.proxies;

/** Told of every step of a training; for curves and progress bars. */
@FunctionalInterface
public interface Progress {

  /** Ignores everything. */
  Progress NONE = (step, loss) -> {};

  /**
   * A step was taken.
   *
   * @param step its number: 1, 2, ...
   * @param loss the mean loss of its batch before the update
   */
  void step(int step, double loss);
}
