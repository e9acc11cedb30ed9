package gradus.search;

/**
 * A search that cannot begin or go on, for a reason the user can mend; one line for each problem.
 */
public final class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A search that cannot begin or go on.
   *
   * @param message where, what was found, what is allowed; one line for each problem
   */
  public SearchException(String message) {
    super(message);
  }
}
