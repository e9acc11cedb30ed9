package gradus.interpreter;

import com.oracle.truffle.api.exception.AbstractTruffleException;

/** Tells a polyglot host, in one line, that what it handed to a step does not fit the program. */
final class StepException extends AbstractTruffleException {
  private static final long serialVersionUID = 1;

  StepException(String message) {
    super(message);
  }
}
