package gradus.library.export;

import java.util.List;

/** The texts in a file of Python that tell of the optimizer, and the checks of its arguments. */
final class PythonDocument {
  private PythonDocument() {}

  /** What stands at the top of the file. */
  static String module(PythonProgram program, String framework) {
    Documentation about = Documentation.of(program.optimizer());
    return PythonText.quoted(about.summary() + ", as " + framework + ".", 0) + "\n";
  }

  /** The documentation of the class or function: formula, arguments, advice, source. */
  static String of(PythonProgram program, List<String> arguments) {
    Documentation about = Documentation.of(program.optimizer());
    StringBuilder text = new StringBuilder();
    text.append("    \"\"\"").append(about.summary()).append(".\n\n");
    text.append("    One step, for all tensors:\n\n");
    about.formula().forEach(line -> text.append("        ").append(line).append('\n'));
    String update = program.program().update();
    text.append("        %1$s = %1$s - %2$s\n\n".formatted(program.program().weight(), update));
    text.append(PythonText.wrapped(about.advice(), 1)).append('\n');
    if (!about.source().isEmpty()) {
      text.append(PythonText.wrapped("Source: " + about.source(), 1)).append('\n');
    }
    text.append("    Args:\n");
    arguments.forEach(line -> text.append("        ").append(line).append('\n'));
    return text.append("    \"\"\"\n").toString();
  }

  static String allowed(PythonProgram.Range range) {
    return switch (range) {
      case SHARE -> "from 0 to below 1";
      case NOT_NEGATIVE -> "at least 0";
      case ANY -> "any number";
    };
  }

  /**
   * Refuses arguments that make no sense.
   *
   * @param program whose hyperparameters they are
   * @param rate what the learning rate is called; empty if it is not looked at
   * @param unless what comes before a comparison, with the name for {@code %s}; empty if nothing
   * @param depth how far to the right
   */
  static String checks(PythonProgram program, String rate, String unless, int depth) {
    StringBuilder text = new StringBuilder();
    for (PythonProgram.Range range : PythonProgram.Range.values()) {
      List<String> names =
          new java.util.ArrayList<>(
              program.hyperparameters().keySet().stream()
                  .filter(name -> program.range(name) == range)
                  .toList());
      if (range == PythonProgram.Range.NOT_NEGATIVE && !rate.isEmpty()) {
        names.addFirst(rate);
      }
      if (!names.isEmpty() && range != PythonProgram.Range.ANY) {
        check(text, names, range, unless, depth);
      }
    }
    return text.toString();
  }

  private static void check(
      StringBuilder text, List<String> names, PythonProgram.Range range, String unless, int depth) {
    String pairs =
        String.join(", ", names.stream().map(n -> "(\"" + n + "\", " + n + ")").toList());
    boolean share = range == PythonProgram.Range.SHARE;
    String message = "{key}: found {value}; allowed: " + allowed(range);
    boolean one = names.size() == 1;
    String value = one ? names.getFirst() : "value";
    String bad = share ? "not 0.0 <= " + value + " < 1.0" : "not " + value + " >= 0.0";
    String condition = "if " + unless.formatted(value) + bad + ":";
    if (one) {
      message = message.replace("{key}", value).replace("{value}", "{" + value + "}");
    } else {
      text.append(PythonText.line("for key, value in (" + pairs + "):", depth));
    }
    int inside = one ? depth : depth + 1;
    text.append(PythonText.line(condition, inside));
    text.append(PythonText.line("raise ValueError(f\"" + message + "\")", inside + 1));
  }
}
