package gradus.library.export;

import gradus.grammar.Numbers;
import gradus.grammar.Program;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names and numbers as Python takes them. */
final class PythonNames {
  /** Keywords, and the functions that come with Python and that exported files use. */
  private static final Set<String> RESERVED =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield match case type"
                  + " abs all any dict float int isinstance len list map max min next print range"
                  + " set str sum super tuple zip ValueError RuntimeError property object"
                  + " self cls params group closure loss")
              .split(" "));

  private static final List<String> LOOP = List.of("x", "y", "z", "a", "b", "c", "t", "u", "e");

  private PythonNames() {}

  /**
   * What the names of a program are called in Python.
   *
   * @param program the program
   * @param rate what the learning rate has to be called
   * @param taken what the file uses for itself
   * @return by name of the program; no two are equal
   */
  static Map<String, String> of(Program program, String rate, Collection<String> taken) {
    Set<String> used = new HashSet<>(RESERVED);
    used.addAll(taken);
    used.add(rate);
    program.step().ifPresent(used::add);
    Map<String, String> names = new HashMap<>();
    names.put(program.rate(), rate);
    program.step().ifPresent(step -> names.put(step, step));
    Stream.concat(
            program.parameters().stream(),
            program.statements().stream().map(statement -> statement.target()))
        .distinct()
        .filter(name -> !names.containsKey(name))
        .sorted((a, b) -> Boolean.compare(used.contains(a), used.contains(b)))
        .forEach(name -> names.put(name, free(name, used)));
    return names;
  }

  private static String free(String name, Set<String> used) {
    // Names with two underscores in front change inside a class; one marks what is ours.
    String start = name.replaceFirst("^_+", "");
    String plain = start.isEmpty() || Character.isDigit(start.charAt(0)) ? "v" + start : start;
    String free = plain;
    while (!used.add(free)) {
      free += "_";
    }
    return free;
  }

  /** A name that is not among these. */
  static String fresh(String start, int number, Map<String, String> names) {
    String name = start + number;
    while (names.containsValue(name)) {
      name += "_";
    }
    return name;
  }

  /** The name of an element in a loop over lists. */
  static String loop(int position, Map<String, String> names) {
    return LOOP.stream()
        .filter(name -> !names.containsValue(name))
        .skip(position)
        .findFirst()
        .orElse("element" + position);
  }

  /** The name of the module of a class: {@code CautiousLion} is in {@code cautious_lion}. */
  static String module(String type) {
    String words = type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    return RESERVED.contains(words) ? words + "_" : words;
  }

  /** A number as Python reads it back. */
  static String number(double value) {
    return value == 0 && 1 / value < 0 ? "-0.0" : Numbers.text(value);
  }
}
