package gradus.grammar;

import gradus.grammar.syntax.GradusParser;
import java.util.StringJoiner;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Puts the parser's complaints into words a user knows. */
final class SyntaxListener extends BaseErrorListener {
  private static final String CHARACTERS =
      "letters a to z, digits, _ and + - * / @ < > = ( ) , : #";

  /** Takes what is wrong, what was found and what could have stood there. */
  interface Sink {
    void accept(Place place, String what, String found, String allowed);
  }

  private final Sink sink;

  SyntaxListener(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object symbol,
      int line,
      int column,
      String message,
      RecognitionException exception) {
    Token token = (Token) symbol;
    IntervalSet expected =
        exception != null && exception.getExpectedTokens() != null
            ? exception.getExpectedTokens()
            : ((Parser) recognizer).getExpectedTokens();
    StringJoiner allowed = new StringJoiner(", ");
    for (int type : expected.toArray()) {
      allowed.add(word(type));
    }
    Place place = Layout.place(token);
    String quoted = Names.quote(token.getText());
    switch (token.getType()) {
      case GradusParser.UNKNOWN -> sink.accept(place, "unknown character", quoted, CHARACTERS);
      case GradusParser.INDENT ->
          sink.accept(place, "unexpected indentation", word(token.getType()), "none");
      case Token.EOF, GradusParser.NEWLINE, GradusParser.DEDENT ->
          sink.accept(place, "something is missing", word(token.getType()), allowed.toString());
      default -> sink.accept(place, "unexpected text", quoted, allowed.toString());
    }
  }

  private static String word(int type) {
    return switch (type) {
      case Token.EOF -> "end of text";
      case GradusParser.NEWLINE -> "end of line";
      case GradusParser.INDENT -> "an indented line";
      case GradusParser.DEDENT -> "a line that is not indented";
      case GradusParser.NAME -> "a name";
      case GradusParser.NUMBER -> "a number";
      case GradusParser.COMPARE -> "a comparison";
      default -> GradusParser.VOCABULARY.getLiteralName(type);
    };
  }
}
