package gradus.grammar;

/**
 * An assignment.
 *
 * @param target the name that holds the value from here on; new, or already in use
 * @param value what is computed
 * @param place where it stands
 */
public record Statement(String target, Expression value, Place place) {
  /**
   * A statement outside any text.
   *
   * @param target the name that holds the value from here on
   * @param value what is computed
   * @return the statement
   */
  public static Statement of(String target, Expression value) {
    return new Statement(target, value, Place.NONE);
  }
}
