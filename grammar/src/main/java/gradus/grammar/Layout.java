package gradus.grammar;

import gradus.grammar.syntax.GradusLexer;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/**
 * Turns the indentation of lines into tokens, as Python does: INDENT and DEDENT where it grows and
 * shrinks, one NEWLINE after each line, none for blank lines and inside parentheses. It also bounds
 * depth and length, so that nothing behind it can run out of stack.
 */
final class Layout {
  /** How deep parentheses may be nested. */
  static final int DEEPEST = 100;

  /** How many tokens one line may have. */
  static final int LONGEST_LINE = 1000;

  /** How many operators one statement may have; a chain of them is as deep as it is long. */
  static final int MOST_OPERATORS = 200;

  /** How many characters one name may have. */
  static final int LONGEST_NAME = 100;

  private static final int TAB = 8;
  private static final int SHOWN = 5;

  private final Parser.Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private final Deque<Token> open = new ArrayDeque<>();
  private int length;
  private int operators;
  private boolean complained;

  Layout(GradusLexer lexer, Parser.Problems problems) {
    this.problems = problems;
    Token pending = null;
    Token token = lexer.nextToken();
    for (; token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      if (token.getType() == GradusParser.NEWLINE) {
        pending = open.isEmpty() ? token : pending;
        continue;
      }
      if (pending != null || tokens.isEmpty()) {
        beginLine(pending, token);
        pending = null;
      }
      bound(token);
      tokens.add(token);
    }
    if (!open.isEmpty() && open.size() <= DEEPEST) {
      problems.add(place(open.peek()), "parenthesis not closed", "end of text", "')'");
    }
    if (!tokens.isEmpty()) {
      add(GradusParser.NEWLINE, token);
    }
    close(0, token);
    tokens.add(token);
  }

  ListTokenSource tokens() {
    return new ListTokenSource(tokens);
  }

  private void beginLine(Token newline, Token first) {
    length = 0;
    operators = 0;
    complained = false;
    if (!tokens.isEmpty()) {
      add(GradusParser.NEWLINE, newline);
    }
    int indent = newline == null ? first.getCharPositionInLine() : width(newline.getText());
    if (indent > indents.peek()) {
      indents.push(indent);
      add(GradusParser.INDENT, first);
    } else {
      close(indent, first);
    }
  }

  private void close(int indent, Token at) {
    if (!indents.contains(indent)) {
      List<String> above = indents.stream().limit(SHOWN).map(String::valueOf).toList();
      problems.add(
          place(at),
          "indentation matches no line above",
          indent + " columns",
          String.join(", ", above) + (indents.size() > SHOWN ? ", ..." : ""));
    }
    while (indent < indents.peek()) {
      indents.pop();
      add(GradusParser.DEDENT, at);
    }
  }

  private void bound(Token token) {
    switch (token.getType()) {
      case GradusParser.LEFT -> open.push(token);
      case GradusParser.RIGHT -> open.poll();
      case GradusParser.PLUS,
          GradusParser.MINUS,
          GradusParser.TIMES,
          GradusParser.DIVIDE,
          GradusParser.MATMUL,
          GradusParser.COMPARE ->
          operators++;
      default -> {}
    }
    length++;
    int name = token.getType() == GradusParser.NAME ? token.getText().length() : 0;
    if (complained) {
      return;
    }
    if (open.size() > DEEPEST) {
      complain(
          token, "parentheses nested too deeply", open.size() + " or more", DEEPEST + " levels");
    } else if (length > LONGEST_LINE) {
      complain(token, "statement too long", length + " or more", LONGEST_LINE + " words and signs");
    } else if (operators > MOST_OPERATORS) {
      complain(token, "statement too long", operators + " or more", MOST_OPERATORS + " operators");
    } else if (name > LONGEST_NAME) {
      complain(token, "name too long", name + " characters", "" + LONGEST_NAME);
    }
  }

  private void complain(Token token, String what, String found, String most) {
    complained = true;
    problems.add(place(token), what, found, "at most " + most);
  }

  private void add(int type, Token at) {
    CommonToken token = new CommonToken(at);
    token.setType(type);
    tokens.add(token);
  }

  /** How many columns the white space behind a line end covers; a tab goes to the next eighth. */
  static int width(String newline) {
    int width = 0;
    for (int i = 0; i < newline.length(); i++) {
      width =
          switch (newline.charAt(i)) {
            case ' ' -> width + 1;
            case '\t' -> (width / TAB + 1) * TAB;
            default -> width;
          };
    }
    return width;
  }

  static Place place(Token token) {
    return Place.of(token.getLine(), token.getCharPositionInLine() + 1);
  }
}
