package gradus.library.export;

import java.util.ArrayList;
import java.util.List;

/** Lines of Python: indentation, long lines, blocks for matrices, and loops. */
final class PythonText {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  /** In lines; a bound on the work where a program is long. */
  private static final int LONGEST_LOOP = 100;

  private PythonText() {}

  /**
   * The body of a function.
   *
   * @param lines what to write; lines for matrices are put under one condition where they follow
   *     each other
   * @param condition what is true for matrices
   * @param depth how often to indent
   */
  static String body(List<PythonRule.Line> lines, String condition, int depth) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < lines.size()) {
      boolean matrices = lines.get(i).matrices();
      List<String> block = new ArrayList<>();
      while (i < lines.size() && lines.get(i).matrices() == matrices) {
        block.add(lines.get(i++).text());
      }
      if (matrices) {
        text.append(INDENT.repeat(depth)).append("if ").append(condition).append(":\n");
      }
      for (String line : rolled(block)) {
        text.append(line(line, depth + (matrices ? 1 : 0)));
      }
    }
    return text.toString();
  }

  /** Lines that repeat become a loop, as they were before it was unrolled. */
  static List<String> rolled(List<String> lines) {
    List<String> result = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      int period = period(lines, i);
      if (period == 0) {
        result.add(lines.get(i++));
        continue;
      }
      int count = repeats(lines, i, period);
      result.add("for _ in range(" + count + "):");
      lines.subList(i, i + period).forEach(line -> result.add(INDENT + line));
      i += count * period;
    }
    return result;
  }

  /** The length of what repeats most from here on; 0 if nothing does. */
  private static int period(List<String> lines, int start) {
    int best = 0;
    int saved = 1;
    int most = Math.min(LONGEST_LOOP, (lines.size() - start) / 2);
    for (int period = 1; period <= most; period++) {
      int more = (repeats(lines, start, period) - 1) * period;
      if (more > saved) {
        best = period;
        saved = more;
      }
    }
    return best;
  }

  private static int repeats(List<String> lines, int start, int period) {
    List<String> first = lines.subList(start, start + period);
    int count = 1;
    int end = start + 2 * period;
    while (end <= lines.size() && lines.subList(end - period, end).equals(first)) {
      count++;
      end += period;
    }
    return count;
  }

  /** A line with its end; one that is too long is broken inside its last parentheses. */
  static String line(String text, int depth) {
    String indent = INDENT.repeat(depth);
    if (indent.length() + text.length() <= WIDTH) {
      return indent + text + "\n";
    }
    int close = Math.max(text.lastIndexOf(')'), text.lastIndexOf(']'));
    int open = close < 0 ? -1 : opening(text, close);
    boolean last = close >= 0 && text.substring(close + 1).matches("[:,]?");
    int equals = text.indexOf(" = ");
    if (open >= 0 && last && (equals < 0 || text.charAt(open - 1) != ' ')) {
      return indent
          + text.substring(0, open + 1)
          + "\n"
          + items(text.substring(open + 1, close), depth + 1)
          + indent
          + text.substring(close)
          + "\n";
    }
    String head =
        equals >= 0
            ? text.substring(0, equals + 3)
            : text.startsWith("return ") ? "return " : text.startsWith("yield ") ? "yield " : "";
    String tail = text.endsWith(",") ? "," : "";
    if (head.isEmpty() && tail.isEmpty()) {
      return indent + text + "\n";
    }
    // Python takes what is in parentheses for one line.
    String rest = text.substring(head.length(), text.length() - tail.length());
    boolean bracketed = tail.isEmpty() && open == head.length() && close == text.length() - 1;
    String inside = bracketed ? text.substring(open + 1, close) : rest;
    String brackets = bracketed ? "" + text.charAt(open) + text.charAt(close) : "()";
    return indent
        + head
        + brackets.charAt(0)
        + "\n"
        + items(inside, depth + 1)
        + indent
        + brackets.charAt(1)
        + tail
        + "\n";
  }

  private static int opening(String text, int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      char c = text.charAt(i);
      depth += ")]".indexOf(c) >= 0 ? 1 : "([".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** On one line if it fits, else broken at commas, or else before operators. */
  private static String items(String text, int depth) {
    if (INDENT.length() * depth + text.length() <= WIDTH) {
      return INDENT.repeat(depth) + text + "\n";
    }
    List<String> items = split(text, ", ");
    StringBuilder result = new StringBuilder();
    if (items.size() > 1 && split(text, " for ").size() == 1) {
      return packed(items, depth);
    }
    for (String word : List.of(" for ", " if ", " else ", " + ", " * ")) {
      items = split(text, word);
      if (items.size() > 1) {
        result.append(line(items.getFirst(), depth));
        items
            .subList(1, items.size())
            .forEach(item -> result.append(line(word.substring(1) + item, depth)));
        return result.toString();
      }
    }
    return line(text, depth);
  }

  /** As many on each line as fit. */
  private static String packed(List<String> items, int depth) {
    StringBuilder result = new StringBuilder();
    String line = "";
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : "");
      String longer = line.isEmpty() ? item : line + " " + item;
      if (!line.isEmpty() && INDENT.length() * depth + longer.length() > WIDTH) {
        result.append(line(line, depth));
        longer = item;
      }
      line = longer;
    }
    return result.append(line(line, depth)).toString();
  }

  /** The parts between separators that are not inside parentheses. */
  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 && text.startsWith(separator, i)) {
        parts.add(text.substring(start, i));
        start = i + separator.length();
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** A string of documentation, on one line if it fits. */
  static String quoted(String text, int depth) {
    String quotes = "\"\"\"";
    String indent = INDENT.repeat(depth);
    return indent.length() + text.length() + 6 <= WIDTH
        ? indent + quotes + text + quotes + "\n"
        : wrapped(quotes + text, depth) + indent + quotes + "\n";
  }

  /** Words put into as many lines as they need. */
  static String wrapped(String text, int depth) {
    String indent = INDENT.repeat(depth);
    StringBuilder result = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
        result.append(indent).append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return result.append(indent).append(line).append('\n').toString();
  }
}
