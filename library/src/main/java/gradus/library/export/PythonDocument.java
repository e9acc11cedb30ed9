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

  /** Refuses arguments that make no sense. */
  static String checks(PythonProgram program, String rate, int depth) {
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
        check(text, names, range, depth);
      }
    }
    return text.toString();
  }

  private static void check(
      StringBuilder text, List<String> names, PythonProgram.Range range, int depth) {
    String pairs =
        String.join(", ", names.stream().map(n -> "(\"" + n + "\", " + n + ")").toList());
    boolean share = range == PythonProgram.Range.SHARE;
    String message = "{key}: found {value}; allowed: " + allowed(range);
    if (names.size() == 1) {
      String name = names.getFirst();
      String bad = share ? "not 0.0 <= " + name + " < 1.0" : "not " + name + " >= 0.0";
      text.append(PythonText.line("if " + bad + ":", depth));
      text.append(
          PythonText.line(
              "raise ValueError(f\"%s\")"
                  .formatted(message.replace("{key}", name).replace("{value}", "{" + name + "}")),
              depth + 1));
      return;
    }
    text.append(PythonText.line("for key, value in (" + pairs + "):", depth));
    text.append(
        PythonText.line(share ? "if not 0.0 <= value < 1.0:" : "if not value >= 0.0:", depth + 1));
    text.append(PythonText.line("raise ValueError(f\"" + message + "\")", depth + 2));
  }
}
