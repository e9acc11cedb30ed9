package gradus.grammar;

import gradus.grammar.syntax.GradusParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * After a mistake reading goes on with the next line: nothing is guessed, so that one mistake is
 * never reported twice. An indented block below a mistaken line goes with it.
 */
final class LineRecovery extends DefaultErrorStrategy {
  private boolean spoiled;

  @Override
  public void reportError(Parser parser, RecognitionException mistake) {
    spoiled = true;
    super.reportError(parser, mistake);
  }

  @Override
  public void reportMatch(Parser parser) {
    super.reportMatch(parser);
    nextTokensContext = null;
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw mismatch(parser);
  }

  @Override
  public void recover(Parser parser, RecognitionException mistake) {
    switch (parser.getContext()) {
      case GradusParser.FileContext file -> skip(parser, Token.EOF);
      case GradusParser.DefinitionContext definition -> skip(parser, Token.EOF);
      case GradusParser.LineContext line -> nextLine(parser);
      case GradusParser.LoopContext loop -> nextLine(parser);
      default -> skip(parser, GradusParser.NEWLINE);
    }
  }

  private static void nextLine(Parser parser) {
    skip(parser, GradusParser.NEWLINE);
    parser.consume();
  }

  @Override
  public void sync(Parser parser) {
    switch (parser.getContext()) {
      case GradusParser.DefinitionContext definition -> {
        lines(parser);
        return;
      }
      case GradusParser.LoopContext loop -> {
        lines(parser);
        return;
      }
      default -> {}
    }
    IntervalSet next = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    if (next.contains(parser.getInputStream().LA(1))) {
      nextTokensContext = null;
    } else if (!next.contains(Token.EPSILON)) {
      throw mismatch(parser);
    } else if (nextTokensContext == null) {
      // Whatever fails behind here could also have gone on from here: messages must say so.
      nextTokensContext = parser.getContext();
      nextTokensState = parser.getState();
    }
  }

  /** Goes to the next line that can be read, or to the end of the definition. */
  private void lines(Parser parser) {
    while (true) {
      switch (parser.getInputStream().LA(1)) {
        case GradusParser.NAME,
            GradusParser.RETURN,
            GradusParser.FOR,
            GradusParser.DEDENT,
            Token.EOF -> {
          spoiled = false;
          return;
        }
        case GradusParser.INDENT -> {
          if (!spoiled) {
            report(parser);
          }
          block(parser);
        }
        default -> {
          report(parser);
          skip(parser, GradusParser.NEWLINE);
          parser.consume();
        }
      }
    }
  }

  private void report(Parser parser) {
    endErrorCondition(parser);
    nextTokensContext = null;
    reportError(parser, mismatch(parser));
  }

  private InputMismatchException mismatch(Parser parser) {
    return nextTokensContext == null
        ? new InputMismatchException(parser)
        : new InputMismatchException(parser, nextTokensState, nextTokensContext);
  }

  private static void skip(Parser parser, int type) {
    int next = parser.getInputStream().LA(1);
    while (next != type && next != Token.EOF) {
      parser.consume();
      next = parser.getInputStream().LA(1);
    }
  }

  private static void block(Parser parser) {
    int depth = 0;
    do {
      switch (parser.getInputStream().LA(1)) {
        case GradusParser.INDENT -> depth++;
        case GradusParser.DEDENT -> depth--;
        default -> {}
      }
      parser.consume();
    } while (depth > 0);
  }
}
