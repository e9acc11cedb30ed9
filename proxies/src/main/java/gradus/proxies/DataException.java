package gradus.proxies;

/** Data that is missing or is not what it should be; the message says where and what to do. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * An error.
   *
   * @param message where, what was found, what is allowed; one line
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * An error that comes from another.
   *
   * @param message where, what was found, what is allowed; one line
   * @param cause what was thrown
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
