package gradus.proxies;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The whole module compiled a second time in double precision: the same text with other types. Only
 * the exponential, whose polynomial is made for single precision, is exchanged for the platform's.
 */
final class InDouble {

  private static final String EXPONENTIAL =
      """
      package gradus.proxies.engine;
      final class Elementary {
        static void exp(double[] x, int from, int to) {
          for (int i = from; i < to; i++) {
            x[i] = StrictMath.exp(x[i]);
          }
        }
      }
      """;

  private InDouble() {}

  /** Compiles everything, and hands over what loads it. */
  static ClassLoader compile(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String root : List.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(InDouble::needed).toList()) {
          Path copy = folder.resolve("source").resolve(Path.of(root).relativize(file));
          Files.createDirectories(copy.getParent());
          boolean exponential = file.endsWith("Elementary.java");
          Files.writeString(copy, exponential ? EXPONENTIAL : doubled(Files.readString(file)));
          sources.add(copy);
        }
      }
    }
    compile(sources, folder.resolve("classes"));
    return loader(folder.resolve("classes"));
  }

  private static boolean needed(Path file) {
    return file.startsWith("src/main/java")
        ? file.toString().endsWith(".java")
        : file.toString().endsWith("Differences.java");
  }

  private static String doubled(String source) {
    return source
        .replaceAll("\\bfloat\\b", "double")
        .replaceAll("\\bFloatVector\\b", "DoubleVector")
        .replaceAll("<Float>", "<Double>")
        .replaceAll("\\bFloat\\.", "Double.")
        .replaceAll("(?<![\\w.])([0-9.]+)f\\b", "$1d");
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of("--add-modules", "jdk.incubator.vector", "-d", classes.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new AssertionError("does not compile in double precision: " + problems);
      }
    }
  }

  /** Looks at the doubled classes first. */
  private static ClassLoader loader(Path classes) throws MalformedURLException {
    URL resources = Path.of("target/classes").toUri().toURL();
    ClassLoader outside = new Outside(InDouble.class.getClassLoader());
    return new URLClassLoader(new URL[] {classes.toUri().toURL(), resources}, outside);
  }

  /** Everything but the module itself. */
  private static final class Outside extends ClassLoader {
    Outside(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("gradus.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return name.contains("gradus") ? null : super.getResource(name);
    }
  }
}
