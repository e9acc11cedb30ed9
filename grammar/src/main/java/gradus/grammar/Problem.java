package gradus.grammar;

/**
 * One thing that is wrong with an input: where, what, what was found, what is allowed.
 *
 * @param where a file, or a file with line and column
 * @param what the mistake, in a few words
 * @param found what was found there; empty when that says nothing
 * @param allowed what could have stood there; empty when that says nothing
 */
public record Problem(String where, String what, String found, String allowed) {
  /**
   * A problem without a place in a text.
   *
   * @param where the input
   * @param what the mistake
   * @param found what was found
   * @param allowed what is allowed
   * @return the problem
   */
  public static Problem of(String where, String what, String found, String allowed) {
    return new Problem(where, what, found, allowed);
  }

  /**
   * A problem at a place in a text.
   *
   * @param source the name of the text
   * @param place where in it
   * @param what the mistake
   * @param found what was found
   * @param allowed what is allowed
   * @return the problem
   */
  public static Problem at(String source, Place place, String what, String found, String allowed) {
    return new Problem(source + ":" + place, what, found, allowed);
  }

  @Override
  public String toString() {
    return where
        + ": "
        + what
        + (found.isEmpty() ? "" : "; found " + found)
        + (allowed.isEmpty() ? "" : "; allowed: " + allowed);
  }
}
