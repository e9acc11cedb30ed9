package gradus.cli;

/**
 * Something the user can put right. The message is one line: where, what was found, what is
 * allowed.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A mistake in what the user gave.
   *
   * @param message one line: where, what was found, what is allowed
   */
  public UserError(String message) {
    super(message);
  }
}
