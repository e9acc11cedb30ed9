package gradus.library;

import gradus.grammar.Dialect;
import gradus.grammar.Names;
import gradus.grammar.Parser;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The known optimizers: every {@code .gradus} file among the resources of this package. */
public final class Library {
  private static final String EXTENSION = ".gradus";

  private static final String FOLDER = Library.class.getPackageName().replace('.', '/');
  private static final List<String> NAMES = resources();

  private Library() {}

  /**
   * What is known.
   *
   * @return the names, in alphabetical order
   */
  public static List<String> names() {
    return NAMES;
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
          List.of(Problem.of(name, "no such file or optimizer", "", Names.allowed(name, names()))));
    }
    return Optimizer.of(name, read(name + EXTENSION), Dialect.STANDARD);
  }

  /**
   * What a user means: a file, or else a known optimizer.
   *
   * @param word a path or a name
   * @param dialect what the names of a file mean, unless its header says
   * @return the optimizer
   * @throws ProgramException if there is neither, or the file is not a program
   */
  public static Optimizer resolve(String word, Dialect dialect) {
    Path path = path(word);
    boolean file = word.endsWith(EXTENSION) || word.contains("/") || Files.exists(path);
    return file && !(Files.isDirectory(path) && names().contains(word))
        ? Optimizer.of(word, Parser.text(path), dialect)
        : optimizer(word);
  }

  /**
   * What a program is called by its file.
   *
   * @param word a file that can be a path, or the name of a library optimizer
   * @return the last part of the path, without the extension of programs
   */
  public static String name(String word) {
    String file = Path.of(word).getFileName().toString();
    return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new ProgramException(
          List.of(Problem.of(Names.quote(word), "no path", e.getReason(), "")));
    }
  }

  /** The names of the resources beside this class, in a folder or in a jar. */
  private static List<String> resources() {
    try {
      Path home =
          Path.of(Library.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        return list(home.resolve(FOLDER));
      }
      try (FileSystem jar = FileSystems.newFileSystem(home)) {
        return list(jar.getPath(FOLDER));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .map(Library::name)
          .sorted()
          .toList();
    }
  }

  private static String read(String resource) {
    try (InputStream stream = Library.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
