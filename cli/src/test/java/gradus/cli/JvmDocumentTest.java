package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples for users of the JVM, compiled and run; behind each stands what it prints. */
class JvmDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "jvm.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n((?s:.*?public class (\\w+).*?))```\n\n```text\n((?s:.*?))```\n");

  @TempDir static Path folder;

  private static List<MatchResult> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(DOCUMENT)).results().toList();
  }

  @BeforeAll
  static void compile() throws IOException {
    List<Path> files = new ArrayList<>();
    for (MatchResult example : examples()) {
      files.add(Files.writeString(folder.resolve(example.group(2) + ".java"), example.group(1)));
    }
    Cli.run("export", "lion", "--to", "dl4j", "--out", folder.resolve("Lion.java").toString());
    files.add(folder.resolve("Lion.java"));
    try (InputStream stream = JvmDocumentTest.class.getResourceAsStream("ExportedNetwork.java")) {
      files.add(Files.write(folder.resolve("ExportedNetwork.java"), stream.readAllBytes()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    String classPath = System.getProperty("java.class.path");
    List<String> options = List.of("-d", folder.toString(), "-proc:none", "-cp", classPath);
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      boolean fine = compiler.getTask(said, manager, null, options, null, units).call();
      assertThat(fine).as(said.toString()).isTrue();
    }
  }

  @TestFactory
  List<DynamicTest> everyExamplePrintsWhatStandsBehindIt() throws IOException {
    return examples().stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.group(2),
                () -> assertThat(printed(example.group(2))).isEqualTo(example.group(3))))
        .toList();
  }

  @Test
  void anExportedUpdaterGoesOnInANetworkThatWasLoaded() throws Exception {
    assertThat(printed("ExportedNetwork")).isEqualTo("true true\n");
  }

  /** In this process; standard output is the example's meanwhile. */
  private static String printed(String name) throws Exception {
    PrintStream before = System.out;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      Thread.currentThread().setContextClassLoader(classes); // where DL4J looks for updaters
      classes
          .loadClass(name)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
      Thread.currentThread().setContextClassLoader(loader);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void noExampleIsLeftOut() throws IOException {
    String text = Files.readString(DOCUMENT);
    assertThat(examples()).hasSize(4).hasSize(text.split("```java\n", -1).length - 1);
  }
}
