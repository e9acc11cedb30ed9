package gradus.grammar;

import gradus.grammar.syntax.GradusLexer;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
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
  private final List<String> above = new ArrayList<>();
  private boolean ended;
  private StringJoiner comments = new StringJoiner("  ");
  private Token last;
  private int depth;
  private int column;
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
    GradusLexer lexer = Parser.lexer(text);
    Token token = lexer.nextToken();
    for (; token.getType() != Token.EOF; token = lexer.nextToken()) {
      formatter.add(token);
    }
    formatter.endLine();
    formatter.writeAbove("");
    return formatter.output.toString();
  }

  private void add(Token token) {
    switch (token.getType()) {
      case GradusParser.NEWLINE -> {
        if (depth == 0) {
          endLine();
          column = Layout.width(token.getText());
        }
      }
      case GradusParser.COMMENT -> comment(token);
      default -> word(token);
    }
  }

  private void comment(Token token) {
    String text = ("# " + token.getText().substring(1).strip()).strip();
    if (!line.isEmpty()) {
      // An empty one says nothing there, and joined to others it would be read as part of them.
      if (!text.equals("#")) {
        comments.add(text);
      }
      return;
    }
    if (blank > 0 && !(output.isEmpty() && above.isEmpty())) {
      above.add("");
    }
    blank = 0;
    above.add(text);
    ended = true;
  }

  private void word(Token token) {
    if (line.isEmpty()) {
      indent();
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

  /** Writes the indentation, after the comments above, which take that of the line below them. */
  private void indent() {
    while (indents.peek() > column) {
      indents.pop();
    }
    if (indents.peek() < column) {
      indents.push(column);
    }
    String indent = INDENT.repeat(indents.size() - 1);
    writeAbove(indent);
    if (blank > 0 && !output.isEmpty()) {
      output.append('\n');
    }
    blank = 0;
    line.append(indent);
  }

  private void writeAbove(String indent) {
    above.forEach(text -> output.append(text.isEmpty() ? "" : indent + text).append('\n'));
    above.clear();
  }

  private void endLine() {
    if (line.isEmpty()) {
      blank += ended ? 0 : 1;
      ended = false;
      return;
    }
    if (comments.length() > 0) {
      line.append("  ").append(comments);
    }
    output.append(line).append('\n');
    line.setLength(0);
    comments = new StringJoiner("  ");
    last = null;
    unary = false;
  }
}
