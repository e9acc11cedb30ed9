package gradus.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables of text by RFC 4180, except that a line ends with a line feed alone. */
final class Csv {
  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  static String line(List<String> fields) {
    return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** The fields of every line; a carriage return before a line feed is accepted. */
  static List<List<String>> parse(String text) {
    Csv csv = new Csv(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.at < text.length()) {
      lines.add(csv.fields());
    }
    return lines;
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(text.startsWith("\"", at) ? quotedField() : plainField());
    } while (accept(","));
    if (!accept("\r\n") && !accept("\n") && at < text.length()) {
      throw new IllegalArgumentException("text after a closing quotation mark");
    }
    return fields;
  }

  private String plainField() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    int end = at > start && text.charAt(at - 1) == '\r' ? at - 1 : at;
    return text.substring(start, end);
  }

  private String quotedField() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      if (accept("\"\"")) {
        field.append('"');
      } else if (accept("\"")) {
        return field.toString();
      } else {
        field.append(text.charAt(at++));
      }
    }
    throw new IllegalArgumentException("a quotation mark that is not closed");
  }

  private boolean accept(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }
}
