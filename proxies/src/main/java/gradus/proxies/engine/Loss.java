package gradus.proxies.engine;

/** What a model's results are held against, row by row. */
public interface Loss {

  /**
   * The numbers that a result is compared with.
   *
   * @param output what the model gives for an example
   * @return how many targets an example has
   */
  int targets(Shape output);

  /**
   * Ties the loss to a model's results.
   *
   * @param output the results, whose gradients the loss writes
   * @return the loss at work
   */
  Judge open(Variable output);

  /** A loss at work; nothing here allocates. */
  interface Judge {

    /**
     * Adds up the loss over the first rows and writes the gradients of that sum divided by their
     * number.
     *
     * @param targets what the results should be, row after row
     * @param rows how many rows count
     * @return the sum
     */
    double differentiate(float[] targets, int rows);

    /**
     * How many of the first rows are right; of real numbers none is.
     *
     * @param targets what the results should be, row after row
     * @param rows how many rows count
     * @return 0..rows
     */
    default int correct(float[] targets, int rows) {
      return 0;
    }
  }
}
