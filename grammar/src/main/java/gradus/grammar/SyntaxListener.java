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
  /** Takes what was found, what could have stood there, and whether it is about indentation. */
  interface Sink {
    void accept(Place place, String found, String allowed, boolean layout);
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
    boolean layout =
        token.getType() == GradusParser.INDENT || token.getType() == GradusParser.DEDENT;
    sink.accept(Place.of(line, column + 1), found(token), allowed.toString(), layout);
  }

  private static String found(Token token) {
    return switch (token.getType()) {
      case Token.EOF, GradusParser.NEWLINE, GradusParser.INDENT, GradusParser.DEDENT ->
          word(token.getType());
      default -> Names.quote(token.getText());
    };
  }

  private static String word(int type) {
    return switch (type) {
      case Token.EOF -> "end of text";
      case GradusParser.NEWLINE -> "end of line";
      case GradusParser.INDENT -> "an indented line";
      case GradusParser.DEDENT -> "a line that is not indented";
      case GradusParser.NAME -> "a name";
      case GradusParser.NUMBER -> "a number";
      default -> GradusParser.VOCABULARY.getLiteralName(type);
    };
  }
}
