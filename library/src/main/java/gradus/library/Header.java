package gradus.library;

import gradus.grammar.Dialect;
import gradus.grammar.Names;
import gradus.grammar.Numbers;
import gradus.grammar.Place;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The comment at the top of a text; of two lines with the same key the first one counts, but for
 * evidence, of which all do.
 */
record Header(
    String summary,
    String source,
    OptionalDouble learningRate,
    List<String> evidence,
    Optional<Dialect> dialect) {
  private static final String EVIDENCE = "Evidence:";

  static Header of(String name, String text) {
    List<String> lines =
        (text.startsWith("\ufeff") ? text.substring(1) : text)
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .toList();
    Optional<Field> rate = field(lines, "Learning rate");
    return new Header(
        lines.isEmpty() ? "" : lines.getFirst(),
        field(lines, "Source").map(Field::value).orElse(""),
        rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(rate(name, rate.get())),
        lines.stream()
            .filter(line -> line.startsWith(EVIDENCE))
            .map(line -> line.substring(EVIDENCE.length()).strip())
            .toList(),
        field(lines, "Dialect").map(field -> dialect(name, field)));
  }

  /** The lines of a header in the standard dialect. */
  static String text(String summary, String source, double learningRate, List<String> evidence) {
    StringBuilder text = new StringBuilder("# " + summary + "\n");
    text.append(source.isEmpty() ? "" : "# Source: " + source + "\n");
    text.append("# Learning rate: ").append(Numbers.text(learningRate)).append('\n');
    evidence.forEach(
        line -> text.append("# ").append(EVIDENCE).append(' ').append(line).append('\n'));
    return text.toString();
  }

  private record Field(int line, String value) {
    ProgramException wrong(String name, String what, String allowed) {
      return new ProgramException(
          List.of(Problem.at(name, Place.of(line, 1), what, Names.quote(value), allowed)));
    }
  }

  private static Optional<Field> field(List<String> lines, String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(key + ":")) {
        return Optional.of(new Field(i + 1, lines.get(i).substring(key.length() + 1).strip()));
      }
    }
    return Optional.empty();
  }

  private static double rate(String name, Field field) {
    try {
      double rate = Double.parseDouble(field.value());
      if (rate > 0 && rate < Double.POSITIVE_INFINITY) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers that no training can take
    }
    throw field.wrong(name, "wrong learning rate in the header", "a positive number");
  }

  private static Dialect dialect(String name, Field field) {
    List<String> words =
        Arrays.stream(Dialect.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(field.value());
    if (index < 0) {
      throw field.wrong(name, "unknown dialect in the header", String.join(", ", words));
    }
    return Dialect.values()[index];
  }
}
