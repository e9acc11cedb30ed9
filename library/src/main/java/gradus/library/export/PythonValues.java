package gradus.library.export;

import gradus.grammar.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is done to values of a rule as they are put together: lists, conditions, conversions. */
final class PythonValues {
  private final Spellings spellings;
  private final Map<String, String> names;
  private final String weight;

  /**
   * Values of a rule.
   *
   * @param spellings how conversions are written
   * @param names the names that are taken
   * @param weight what has the shape and type of the weights
   */
  PythonValues(Spellings spellings, Map<String, String> names, String weight) {
    this.spellings = spellings;
    this.names = names;
    this.weight = weight;
  }

  /** Whether Python can choose: between two of a kind, by what it knows. */
  static boolean isChoice(List<Text> arguments) {
    Text x = arguments.get(1);
    Text y = arguments.getLast();
    return arguments.size() == 3
        && arguments.getFirst().host()
        && !arguments.getFirst().many()
        && x.kind() == y.kind()
        && x.many() == y.many();
  }

  static boolean isOneByOne(List<Text> arguments) {
    return arguments.stream().allMatch(Text::many);
  }

  /** Whether a function of lists takes it: lists of tensors, and numbers. */
  static boolean fits(Text argument) {
    return !argument.truth() && argument.many() != argument.host();
  }

  /** The elements of lists as a loop sees them; what is no list stays. */
  List<Text> elements(List<Text> arguments, Map<String, String> loop) {
    List<Text> elements = new ArrayList<>();
    for (Text argument : arguments) {
      if (argument.many()) {
        loop.computeIfAbsent(argument.text(), text -> PythonNames.loop(loop.size(), names));
        String name = loop.get(argument.text());
        elements.add(
            Text.name(name, argument.kind(), argument.host(), false, false, argument.nan())
                .truth(argument.truth()));
      } else {
        elements.add(argument);
      }
    }
    return elements;
  }

  /** The list of what is made of each element. */
  static Text many(Text each, Map<String, String> loop) {
    return new Text(
        comprehension(each.text(), loop),
        Spelling.ATOM,
        each.kind(),
        each.host(),
        true,
        each.shared(),
        each.truth(),
        each.nan());
  }

  private static String comprehension(String each, Map<String, String> loop) {
    String names = String.join(", ", loop.values());
    String sources = String.join(", ", loop.keySet());
    String all = loop.size() == 1 ? sources : "zip(" + sources + ")";
    return "[" + each + " for " + names + " in " + all + "]";
  }

  static Text shared(Text text, List<Text> from) {
    boolean shared = from.stream().anyMatch(Text::shared);
    return new Text(
        text.text(),
        text.precedence(),
        text.kind(),
        text.host(),
        text.many(),
        shared,
        text.truth(),
        text.nan());
  }

  /** As what stands behind an {@code if}. */
  static Text condition(Text text) {
    return text.truth()
        ? text
        : new Text(
            text.inside(Spelling.SUM) + " != 0",
            Spelling.COMPARISON,
            text.kind(),
            text.host(),
            text.many(),
            false,
            true,
            false);
  }

  /** As a number that can be calculated with. */
  Text number(Text text) {
    return text.truth() ? wrapped(text.host() ? "float" : "truth", text, text.host()) : text;
  }

  /** In a template that belongs to no function, element by element. */
  Text wrapped(String how, Text text, boolean host) {
    Spelling spelling = filled(spellings.word("(" + how + ")"));
    String element = text.many() ? PythonNames.loop(0, names) : "";
    Text inner = text.many() ? text.named(element) : text;
    String each = spelling.fill(List.of(inner));
    return new Text(
        text.many() ? comprehension(each, Map.of(text.text(), element)) : each,
        Spelling.ATOM,
        text.kind(),
        host,
        text.many(),
        false,
        false,
        text.nan());
  }

  /** All are made the same: numbers of Python, or tensors of one shape. */
  List<Text> alike(List<Text> arguments, boolean host, Kind kind) {
    List<Text> alike = new ArrayList<>();
    for (Text argument : arguments) {
      Text x = number(argument);
      alike.add(
          kind.isArray() && x.isScalar()
              ? wrapped(x.host() ? "fill" : "spread", x, false)
              : !host && x.host() ? wrapped("promote", x, false) : x);
    }
    return alike;
  }

  /** A template with the weights in it. */
  Spelling filled(String template) {
    return new Spelling(template.replace("{w}", weight));
  }
}
