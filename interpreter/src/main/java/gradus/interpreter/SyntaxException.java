package gradus.interpreter;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import gradus.grammar.ProgramException;

/**
 * Tells a polyglot host that a text is not a program; the message has one line for each problem.
 */
@ExportLibrary(InteropLibrary.class)
final class SyntaxException extends AbstractTruffleException {
  private static final long serialVersionUID = 1;

  private final transient SourceSection section;

  SyntaxException(ProgramException cause, Source source) {
    super(cause.getMessage());
    section = source.createSection(0, source.getLength());
  }

  @ExportMessage
  ExceptionType getExceptionType() {
    return ExceptionType.PARSE_ERROR;
  }

  @ExportMessage
  boolean hasSourceLocation() {
    return true;
  }

  @ExportMessage
  SourceSection getSourceLocation() {
    return section;
  }
}
