package gradus.library;

import gradus.grammar.Dialect;
import gradus.grammar.Names;
import gradus.grammar.Parser;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The known optimizers. Each is a file beside the index. */
public final class Library {
  private static final String INDEX = "index.txt";
  private static final String EXTENSION = ".gradus";

  private Library() {}

  /**
   * What is known.
   *
   * @return the names, in alphabetical order
   */
  public static List<String> names() {
    return read(INDEX).lines().sorted().toList();
  }

  /**
   * A known optimizer.
   *
   * @param name one of {@link #names}
   * @return the optimizer
   * @throws ProgramException if there is none of that name
   */
  public static Optimizer optimizer(String name) {
    if (!names().contains(name)) {
      throw new ProgramException(
          List.of(
              Problem.of(
                  name, "no such file or optimizer", "", Names.allowed(name, names()))));
    }
    return Optimizer.of(name, read(name + EXTENSION), Dialect.STANDARD);
  }

  /**
   * What a user means: a file, or else a known optimizer.
   *
   * @param word a path or a name
   * @return the optimizer
   * @throws ProgramException if there is neither, or the file is not a program
   */
  public static Optimizer resolve(String word) {
    if (word.endsWith(EXTENSION) || word.contains("/") || Files.exists(Path.of(word))) {
      return Optimizer.of(word, Parser.text(Path.of(word)), Dialect.STANDARD);
    }
    return optimizer(word);
  }

  private static String read(String resource) {
    try (InputStream stream = Library.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
