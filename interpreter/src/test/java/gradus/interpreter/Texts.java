package gradus.interpreter;

import gradus.grammar.Dialect;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The optimizers of the library as files: this module does not see that one. */
public final class Texts {
  private static final Path LIBRARY =
      Path.of("..", "library", "src", "main", "resources", "gradus", "library");

  private Texts() {}

  public static Program optimizer(String name) {
    Dialect dialect = name.startsWith("paper") ? Dialect.PAPER : Dialect.STANDARD;
    return Parser.program(LIBRARY.resolve(name + ".gradus"), dialect).named(name);
  }

  public static List<Program> optimizers() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".gradus"))
          .map(name -> name.replace(".gradus", ""))
          .sorted()
          .map(Texts::optimizer)
          .toList();
    }
  }
}
