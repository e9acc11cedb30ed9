package gradus.library.export;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a framework writes the functions of the language: a resource beside this class with one line
 * {@code FUNCTION [VARIANT] = TEMPLATE} each. Lines that begin with {@code |} go on with the one
 * above. A function with a body needs no line; it has one where the framework has the function.
 */
final class Spellings {
  /** In characters. */
  private static final int LONGEST_PART = 72;

  private final Map<String, String> lines = new HashMap<>();

  private Spellings(String text) {
    String key = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("|")) {
        lines.merge(key, line.substring(1), (above, below) -> above + "\n" + below);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf(" =");
        key = line.substring(0, equals).strip();
        String value = line.substring(equals + 2).strip();
        if (!value.isEmpty()) {
          lines.put(key, value);
        }
      }
    }
  }

  /** Reads the table of a framework. */
  static Spellings of(String framework) {
    try (InputStream stream = Spellings.class.getResourceAsStream(framework + ".spellings")) {
      return new Spellings(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same table with another name for the module that the functions are in. */
  Spellings in(String module) {
    Spellings other = new Spellings("");
    lines.forEach((key, line) -> other.lines.put(key, line.replaceAll("\\bnp\\.", module + ".")));
    return other;
  }

  /** A part of an expression that is longer gets a line of its own. */
  int longestPart() {
    return lines.containsKey("(any length)") ? Integer.MAX_VALUE : LONGEST_PART;
  }

  /** Whether states keep their memory, so that one must not become another. */
  boolean isInPlace() {
    return lines.containsKey("(in place)");
  }

  /** Whether the framework has a function, or something that does its work. */
  boolean knows(Function function) {
    return lines.containsKey(function.name())
        || function.definition() instanceof Definition.IfMatrix;
  }

  Optional<Spelling> find(Function function, String variant) {
    return Optional.ofNullable(lines.get(function.name() + " " + variant)).map(Spelling::new);
  }

  /** How it is written where nothing special is known; {@code (call)} stands for any function. */
  Spelling plain(Function function) {
    if (!lines.containsKey(function.name()) && lines.containsKey("(call)")) {
      return new Spelling(
          function.name()
              + IntStream.range(0, function.arity())
                  .mapToObj(i -> "{" + i + "}")
                  .collect(Collectors.joining(", ", "(", ")")));
    }
    return new Spelling(word(function.name()));
  }

  /** A line that belongs to no function. */
  String word(String key) {
    String word = lines.get(key);
    if (word == null) {
      throw new IllegalStateException("no spelling for " + key);
    }
    return word;
  }

  Optional<String> imported(String name) {
    return Optional.ofNullable(lines.get(name + " import"));
  }

  Optional<String> support(String name) {
    return Optional.ofNullable(lines.get(name + " support"));
  }
}
