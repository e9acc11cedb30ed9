package gradus.library.export;

import gradus.grammar.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program as formulas in LaTeX, one for each statement. */
final class Mathematics {
  private static final Spellings SPELLINGS = Spellings.of("latex");
  private static final Set<String> GREEK =
      Set.of(
          ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma"
                  + " tau phi chi psi omega")
              .split(" "));
  private static final Pattern NAME = Pattern.compile("([A-Za-z]+?)_?(\\d*)(_hat)?");
  private static final Pattern EXPONENT = Pattern.compile("(\\d+(?:\\.\\d+)?)e(-?\\d+)");

  private Mathematics() {}

  /**
   * The formulas of a program.
   *
   * @param program a program without problems
   * @return for each statement the symbol and what it becomes, with {@code &=} between them
   */
  static List<String> of(Program program) {
    Outline outline = Outline.of(program, SPELLINGS::knows);
    Map<String, String> names = names(outline.program());
    PythonRule rule = PythonRule.of(outline, SPELLINGS, names, false, Set.of());
    String weight = names.get(program.weight());
    String last = weight + " = " + weight + " - " + names.get(outline.program().update());
    return Stream.concat(rule.lines().stream().map(PythonRule.Line::text), Stream.of(last))
        .map(line -> line.replaceFirst(" = ", Matcher.quoteReplacement(" &\\leftarrow ")))
        .map(Mathematics::numbers)
        .toList();
  }

  private static String numbers(String line) {
    return EXPONENT
        .matcher(line)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                (found.group(1).equals("1") ? "" : found.group(1) + " \\cdot ")
                    + "10^{"
                    + found.group(2)
                    + "}"));
  }

  private static Map<String, String> names(Program program) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    parts.put(program.weight(), "\\theta");
    parts.put(program.gradient(), "g");
    parts.put(program.rate(), "\\eta");
    program.step().ifPresent(step -> parts.put(step, "t"));
    Set<String> used = new HashSet<>();
    Stream.concat(
            program.parameters().stream(),
            program.statements().stream().map(statement -> statement.target()))
        .distinct()
        .forEach(name -> {
          String usual = parts.getOrDefault(name, symbol(name));
          String plain = "\\mathrm{" + name.replace("_", "\\_") + "}";
          names.put(name, used.add(usual) ? usual : plain);
        });
    return names;
  }

  /** {@code beta1} is a Greek letter with an index, {@code m_hat} has a hat, words are upright. */
  static String symbol(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return "\\mathrm{" + name.replace("_", "\\_") + "}";
    }
    String word = parts.group(1);
    String letter =
        word.equals("eps")
            ? "\\varepsilon"
            : GREEK.contains(word)
                ? "\\" + word
                : word.length() == 1 ? word : "\\mathrm{" + word + "}";
    String hat = parts.group(3) == null ? letter : "\\hat{" + letter + "}";
    return parts.group(2).isEmpty() ? hat : hat + "_{" + parts.group(2) + "}";
  }
}
