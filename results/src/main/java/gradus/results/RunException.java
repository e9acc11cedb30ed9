package gradus.results;

import java.nio.file.Path;

/**
 * A run's directory, or a file in it, that cannot be used as it is. The message is one line: where,
 * what was found, what to do.
 */
public final class RunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private RunException(String message, Throwable cause) {
    super(message, cause);
  }

  static RunException of(Path where, String found, String advice) {
    return of(where, found, advice, null);
  }

  static RunException of(Path where, String found, String advice, Throwable cause) {
    String message = where + ": " + found + "; " + advice;
    return new RunException(message.replaceAll("\\s*\\R\\s*", " "), cause);
  }
}
