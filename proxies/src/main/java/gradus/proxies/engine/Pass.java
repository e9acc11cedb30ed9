package gradus.proxies.engine;

/** A layer at work in the memory of one thread; nothing here allocates. */
public interface Pass {

  /** From the input's values to the output's values. */
  void forward();

  /**
   * From the output's gradients, which stay as they are, to the gradients of the parameters and,
   * where they are asked for, of the input; all of these are overwritten.
   */
  void backward();
}
