package gradus.library.export;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a call is written in Python: a text with {@code {0}}, {@code {1}} where the arguments go.
 * Parentheses come by themselves.
 *
 * @param template the text
 */
record Spelling(String template) {
  static final int CHOICE = 0;
  static final int COMPARISON = 1;
  static final int SUM = 2;
  static final int PRODUCT = 3;
  static final int PREFIX = 4;
  static final int POWER = 5;
  static final int ATOM = 6;

  private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");
  private static final Pattern INFIX = Pattern.compile("\\{\\d} (\\S+) \\{\\d}");
  private static final Map<String, Integer> OPERATORS =
      Map.ofEntries(
          Map.entry("<", COMPARISON),
          Map.entry(">", COMPARISON),
          Map.entry("<=", COMPARISON),
          Map.entry(">=", COMPARISON),
          Map.entry("==", COMPARISON),
          Map.entry("!=", COMPARISON),
          Map.entry("+", SUM),
          Map.entry("-", SUM),
          Map.entry("*", PRODUCT),
          Map.entry("/", PRODUCT),
          Map.entry("@", PRODUCT),
          Map.entry("\\ge", COMPARISON),
          Map.entry("\\le", COMPARISON),
          Map.entry("\\ne", COMPARISON),
          Map.entry("=", COMPARISON),
          Map.entry("\\,", PRODUCT),
          Map.entry("**", POWER));

  /** How tightly what it makes holds together. */
  int precedence() {
    Matcher infix = INFIX.matcher(template);
    if (infix.matches()) {
      return OPERATORS.get(infix.group(1));
    }
    return template.startsWith("-")
        ? PREFIX
        : template.contains(" if ") ? CHOICE : template.equals("{0}") ? CHOICE : ATOM;
  }

  /** Whether it is a comparison, which is no number in Python's libraries. */
  boolean isTruth() {
    return precedence() == COMPARISON;
  }

  /** Whether an argument is written more than once, so that it has to be short. */
  boolean repeats(int argument) {
    String hole = "{" + argument + "}";
    return template.indexOf(hole) != template.lastIndexOf(hole);
  }

  String fill(List<Text> arguments) {
    StringBuilder text = new StringBuilder();
    Matcher hole = HOLE.matcher(template);
    while (hole.find()) {
      Text argument = arguments.get(Integer.parseInt(hole.group(1)));
      int least = least(hole.start(), hole.end());
      hole.appendReplacement(text, Matcher.quoteReplacement(argument.inside(least)));
    }
    return hole.appendTail(text).toString();
  }

  /** How tightly an argument has to hold together at a place of the template. */
  private int least(int start, int end) {
    char before = start == 0 ? ' ' : template.charAt(start - 1);
    char after = end == template.length() ? ' ' : template.charAt(end);
    if (after == '.' || after == '[' || after == '^') {
      return ATOM;
    }
    boolean opened = "([={".indexOf(before) >= 0 || template.startsWith(", ", start - 2);
    if (opened && (after == ')' || after == ',' || after == ']' || after == '}')) {
      return CHOICE;
    }
    int own = precedence();
    return switch (own) {
      case COMPARISON -> SUM;
      case POWER -> start == 0 ? ATOM : PREFIX;
      case CHOICE -> template.equals("{0}") ? CHOICE : COMPARISON;
      case ATOM -> PREFIX;
      default -> start == 0 || own == PREFIX ? own : own + 1;
    };
  }
}
