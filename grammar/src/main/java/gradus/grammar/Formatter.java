package gradus.grammar;

import gradus.grammar.syntax.GradusLexer;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * The canonical text of a text: indentation by four, one space around operators, no more than one
 * blank line. Comments stay. It works on tokens, so whatever can be read can be formatted.
 */
public final class Formatter {
  private static final String INDENT = "    ";

  private final StringBuilder output = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private StringJoiner comments = new StringJoiner("  ");
  private Token last;
  private int depth;
  private int blank;
  private boolean unary;

  private Formatter() {}

  /**
   * Formats a text.
   *
   * @param name what to call the text in messages
   * @param text the text of a program
   * @param dialect what its names mean
   * @return the canonical text; formatting it again changes nothing
   * @throws ProgramException with every problem, if it is not a program
   */
  public static String format(String name, String text, Dialect dialect) {
    Parser.program(name, text, dialect, Functions.standard());
    Formatter formatter = new Formatter();
    GradusLexer lexer = new GradusLexer(CharStreams.fromString(text));
    Token token = lexer.nextToken();
    for (; token.getType() != Token.EOF; token = lexer.nextToken()) {
      formatter.add(token);
    }
    formatter.endLine();
    return formatter.output.toString();
  }

  private void add(Token token) {
    switch (token.getType()) {
      case GradusParser.NEWLINE -> {
        if (depth == 0) {
          endLine();
        }
      }
      case GradusParser.COMMENT -> comment(token);
      default -> word(token);
    }
  }

  private void comment(Token token) {
    if (line.isEmpty() && comments.length() == 0) {
      indent(token, false);
    }
    comments.add("# " + token.getText().substring(1).strip());
  }

  private void word(Token token) {
    if (line.isEmpty()) {
      indent(token, true);
    } else if (spaced(token)) {
      line.append(' ');
    }
    switch (token.getType()) {
      case GradusParser.LEFT -> depth++;
      case GradusParser.RIGHT -> depth--;
      default -> {}
    }
    line.append(token.getText());
    unary = token.getType() == GradusParser.MINUS && !endsOperand(last);
    last = token;
  }

  private boolean spaced(Token token) {
    return switch (token.getType()) {
      case GradusParser.RIGHT, GradusParser.COMMA, GradusParser.COLON -> false;
      case GradusParser.LEFT ->
          last.getType() != GradusParser.NAME && last.getType() != GradusParser.LEFT && !unary;
      case GradusParser.ASSIGN -> depth == 0;
      default ->
          last.getType() != GradusParser.LEFT
              && !unary
              && !(last.getType() == GradusParser.ASSIGN && depth > 0);
    };
  }

  private static boolean endsOperand(Token token) {
    return switch (token.getType()) {
      case GradusParser.NAME, GradusParser.NUMBER, GradusParser.RIGHT -> true;
      default -> false;
    };
  }

  /** Writes the indentation; that of a comment follows the lines around it, not its own. */
  private void indent(Token first, boolean counts) {
    int column = first.getCharPositionInLine();
    if (counts) {
      while (indents.peek() > column) {
        indents.pop();
      }
      if (indents.peek() < column) {
        indents.push(column);
      }
    }
    if (blank > 0 && !output.isEmpty()) {
      output.append('\n');
    }
    blank = 0;
    int levels = counts || column >= indents.peek() ? indents.size() - 1 : 0;
    line.append(INDENT.repeat(column == 0 ? 0 : levels));
  }

  private void endLine() {
    boolean words = !line.toString().isBlank();
    if (comments.length() == 0 && !words) {
      blank++;
      return;
    }
    if (comments.length() > 0) {
      line.append(words ? "  " : "").append(comments);
    }
    output.append(line).append('\n');
    line.setLength(0);
    comments = new StringJoiner("  ");
    last = null;
    unary = false;
  }
}
