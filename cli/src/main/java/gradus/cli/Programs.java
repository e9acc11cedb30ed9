package gradus.cli;

import gradus.grammar.Dialect;
import gradus.grammar.Names;
import gradus.grammar.Problem;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import picocli.CommandLine.Option;

/** How verbs take programs: a file, or else the name of a library optimizer, in a dialect. */
final class Programs {
  @Option(
      names = "--dialect",
      defaultValue = "standard",
      paramLabel = "DIALECT",
      description = "What names mean: standard, or paper for the guarded functions of the paper.")
  private String dialect;

  private Programs() {}

  Dialect dialect() {
    return choice("--dialect", dialect, Dialect.values());
  }

  Optimizer optimizer(String word) {
    return Library.resolve(word, dialect());
  }

  Program program(String word) {
    return optimizer(word).program();
  }

  /** Does something with every program; the problems of all are reported together. */
  void each(List<String> words, BiConsumer<String, Optimizer> action) {
    List<Problem> problems = new ArrayList<>();
    for (String word : words) {
      try {
        action.accept(word, optimizer(word));
      } catch (ProgramException e) {
        problems.addAll(e.problems());
      }
    }
    ProgramException.throwIfAny(problems);
  }

  /** The constant that a word names. */
  static <E extends Enum<E>> E choice(String option, String word, E[] values) {
    List<String> allowed = new ArrayList<>();
    for (E value : values) {
      String name = value.name().toLowerCase(Locale.ROOT);
      if (name.equals(word)) {
        return value;
      }
      allowed.add(name);
    }
    throw new UserError(
        "%s: found %s; allowed: %s"
            .formatted(option, Names.quote(word), String.join(", ", allowed)));
  }
}
