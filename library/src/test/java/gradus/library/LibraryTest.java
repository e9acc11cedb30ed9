package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Dialect;
import gradus.grammar.Formatter;
import gradus.grammar.Oracle;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.io.File;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryTest {
  static Stream<String> names() {
    return Library.names().stream();
  }

  /** Weights with a tensor of zeros; gradients of several sizes, some zero throughout a tensor. */
  @ParameterizedTest
  @MethodSource("names")
  void computesItsFormula(String name) {
    Formulas.Formula formula = formulas().get(name);
    assertThat(formula).as("a formula for " + name).isNotNull();
    SplittableRandom random = new SplittableRandom(1);
    double[][] weights = {random.doubles(4, -1, 1).toArray(), {0, 0}, {0.5}};
    double[][] expected = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    double[][][] memory = new double[3][4][6];
    Oracle oracle = Oracle.of(Library.optimizer(name).program(), weights);
    for (int step = 1; step <= 150; step++) {
      double[][] gradients = new double[3][];
      for (int k = 0; k < 3; k++) {
        double scale = k == 1 && step % 40 == 7 ? 0 : k == 2 && step < 20 ? 1e-9 : 1;
        gradients[k] = random.doubles(weights[k].length, -1, 1).map(x -> x * scale).toArray();
      }
      double[][] updates = formula.update(expected, gradients, memory, step);
      double[][] actual = oracle.step(gradients, Formulas.LR);
      double bound = 1e-12 * largest(updates);
      for (int k = 0; k < 3; k++) {
        for (int i = 0; i < updates[k].length; i++) {
          expected[k][i] -= updates[k][i];
          assertThat(actual[k][i])
              .as("step %d, tensor %d, element %d", step, k, i)
              .isCloseTo(updates[k][i], within(bound));
          assertThat(weights[k][i]).isCloseTo(expected[k][i], within(1e-12));
        }
      }
    }
  }

  private static Map<String, Formulas.Formula> formulas() {
    Map<String, Formulas.Formula> all = new TreeMap<>(Formulas.ALL);
    all.putAll(LaterFormulas.ALL);
    return all;
  }

  private static double largest(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
  }

  @Test
  void noFormulaIsLeftOver() {
    assertThat(Library.names()).containsExactlyInAnyOrderElementsOf(formulas().keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasAHeaderAndTheCanonicalForm(String name) {
    Optimizer optimizer = Library.optimizer(name);
    assertThat(optimizer.name()).isEqualTo(name);
    assertThat(optimizer.summary()).isNotBlank().doesNotStartWith("Source:");
    assertThat(optimizer.source()).isNotBlank();
    assertThat(optimizer.text()).contains("\n# Learning rate: ");
    assertThat(Formatter.format(name, optimizer.text(), dialect(optimizer)))
        .isEqualTo(optimizer.text());
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsPrintedReadsBackAsTheSame(String name) {
    Program program = Library.optimizer(name).program();
    assertThat(Parser.program(name, Printer.print(program))).isEqualTo(program);
  }

  private static Dialect dialect(Optimizer optimizer) {
    return optimizer.text().contains("# Dialect: paper") ? Dialect.PAPER : Dialect.STANDARD;
  }

  /** In an installation the library is a jar; here it is a folder. */
  @Test
  void aJarListsTheSameNames(@TempDir Path directory) throws Exception {
    Path classes =
        Path.of(Library.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = directory.resolve("a library.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream output = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        output.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, output);
      }
    }
    List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).toAbsolutePath().equals(classes)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> library = loader.loadClass(Library.class.getName());
      assertThat(library).isNotEqualTo(Library.class);
      assertThat(library.getMethod("names").invoke(null)).isEqualTo(Library.names());
    }
  }

  @Test
  void aFileIsMeantWhereItLooksLikeOne() {
    assertThatThrownBy(() -> Library.resolve("no/such.gradus", Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage("no/such.gradus: no such file");
    assertThatThrownBy(() -> Library.resolve("lino", Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage("lino: no such file or optimizer; allowed: lion (did you mean that?)");
    assertThatThrownBy(() -> Library.resolve("li\0on", Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage("'li\\u0000on': no path; found Nul character not allowed");
    assertThat(Library.resolve("lion", Dialect.PAPER)).isEqualTo(Library.optimizer("lion"));
  }
}
