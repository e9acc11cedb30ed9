package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Definition;
import gradus.grammar.Dialect;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.library.export.Exporter;
import gradus.library.export.Exporters;
import gradus.library.export.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported updaters, compiled and run with ND4J in double precision, against the oracle. */
class ExportedDl4jTest {
  private static final int STEPS = 12;
  private static final int WEIGHTS = 9;
  private static final Exporter EXPORTER = Exporters.named("dl4j");

  /** The optimizers of the library that DL4J can run; a new one is named here, or refused. */
  private static final List<String> EXPRESSIBLE =
      List.of(
          "adabelief",
          "adadelta",
          "adagrad",
          "adam",
          "adamax",
          "adamw",
          "adamw_search",
          "addsign",
          "ademamix",
          "adopt",
          "amsgrad",
          "grams",
          "lion",
          "momentum",
          "nadam",
          "nesterov",
          "paper_seed",
          "powersign",
          "radam",
          "rms_momentum",
          "rmsprop",
          "sgd",
          "signsgd",
          "signum",
          "tiger",
          "yogi");

  @TempDir static Path folder;
  private static URLClassLoader classes;

  static Stream<Optimizer> optimizers() {
    return Stream.concat(EXPRESSIBLE.stream().map(Library::optimizer), functions());
  }

  /** A program for each elementwise function, and one with names that are Java's. */
  private static Stream<Optimizer> functions() {
    Stream<Optimizer> functions =
        Functions.standard().all().stream()
            .filter(ExportedDl4jTest::isElementwise)
            .map(function -> {
              List<String> arguments = List.of("g", "m", "0.5").subList(0, function.arity());
              String call = function.name() + "(" + String.join(", ", arguments) + ")";
              return optimizer(
                  "call_" + function.name(), "m = m * 0.5 + g\n    u = " + call + " * lr");
            });
    String words = "double = g * lr\n    for_ = double + m\n    i = m\n    m = for_\n    u = i + m";
    return Stream.concat(functions, Stream.of(optimizer("words", words)));
  }

  private static boolean isElementwise(Function function) {
    return function.arity() > 0
        && switch (function.definition()) {
          case Definition.Unary f -> true;
          case Definition.Binary f -> true;
          case Definition.Ternary f -> true;
          default -> false;
        };
  }

  private static Optimizer optimizer(String name, String statements) {
    String text = "def %s(w, g, m, lr):\n    %s\n    return u, m\n".formatted(name, statements);
    return Optimizer.of(name, text, Dialect.STANDARD);
  }

  private static String type(Optimizer optimizer) {
    return Exporters.className(optimizer.name());
  }

  /** All at once, since the compiler takes a second to start. */
  @BeforeAll
  static void compile() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (InputStream driver = ExportedDl4jTest.class.getResourceAsStream("Dl4jDriver.java")) {
      sources.put("Dl4jDriver.java", new String(driver.readAllBytes()));
    }
    optimizers()
        .map(optimizer -> EXPORTER.export(optimizer, type(optimizer)))
        .flatMap(List<SourceFile>::stream)
        .forEach(file -> sources.put(file.name(), file.text()));
    List<Path> files = new ArrayList<>();
    for (var source : sources.entrySet()) {
      files.add(Files.writeString(folder.resolve(source.getKey()), source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "--release",
            "11",
            "-proc:none",
            "-Werror",
            "-Xlint:all,-classfile,-path,-options",
            "-cp",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      boolean fine = compiler.getTask(said, manager, null, options, null, units).call();
      assertThat(fine).as(said.toString()).isTrue();
    }
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  @AfterAll
  static void close() throws IOException {
    classes.close();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void agreesWithTheOracle(Optimizer optimizer) throws Exception {
    Object updater = classes.loadClass(type(optimizer)).getConstructor().newInstance();
    agree(updater, optimizer.program());
  }

  @Test
  void hyperparametersCanBeSet() throws Exception {
    Object updater = classes.loadClass("Adamw").getConstructor().newInstance();
    updater.getClass().getMethod("beta1", double.class).invoke(updater, 0.5);
    updater.getClass().getMethod("weightDecay", double.class).invoke(updater, 0.25);
    Program program = Library.optimizer("adamw").program();
    agree(updater, program.set(Map.of("beta1", 0.5, "decay", 0.25)));
    Object other = classes.loadClass("Adamw").getConstructor().newInstance();
    assertThat(updater).isNotEqualTo(other);
    assertThat(other)
        .isEqualTo(classes.loadClass("Adamw").getConstructor().newInstance())
        .hasSameHashCodeAs(classes.loadClass("Adamw").getConstructor().newInstance());
  }

  private static void agree(Object updater, Program program) throws Exception {
    SplittableRandom random = new SplittableRandom(6);
    double[] start = values(random);
    double[][] gradients = new double[STEPS][];
    double[] rates = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      gradients[step] = values(random);
      rates[step] = 0.1 / (step + 1);
    }
    double[][] actual =
        (double[][])
            Stream.of(classes.loadClass("Dl4jDriver").getMethods())
                .filter(method -> method.getName().equals("train"))
                .findFirst()
                .orElseThrow()
                .invoke(null, updater, start, gradients, rates);
    double[][] weights = {start.clone()};
    Oracle oracle = Oracle.of(program, weights);
    for (int step = 0; step < STEPS; step++) {
      oracle.step(new double[][] {gradients[step]}, rates[step]);
      for (int i = 0; i < WEIGHTS; i++) {
        double expected = weights[0][i];
        if (Double.isFinite(expected)) {
          double bound = 1e-11 * Math.max(1, Math.abs(expected));
          assertThat(actual[step][i]).isCloseTo(expected, within(bound));
        } else {
          assertThat(Double.compare(actual[step][i], expected)).isZero();
        }
      }
    }
  }

  private static double[] values(SplittableRandom random) {
    return random.doubles(WEIGHTS, -1.5, 1.5).toArray();
  }

  @Test
  void whatDl4jCannotExpressIsRefusedWithTheStatement() {
    List<String> refused =
        Library.names().stream().filter(name -> !EXPRESSIBLE.contains(name)).toList();
    for (String name : refused) {
      assertThatThrownBy(() -> EXPORTER.export(Library.optimizer(name), "Rule"))
          .isInstanceOf(ProgramException.class)
          .hasMessageStartingWith(name + ":")
          .hasMessageContaining("DL4J hands an updater gradients alone");
    }
    assertThat(refused).contains("muon", "lamb", "adafactor", "prodigy");
    assertThatThrownBy(() -> EXPORTER.export(Library.optimizer("gg_decay"), "Rule"))
        .hasMessage(
            "gg_decay:10:5: depends on the weights, and DL4J hands an updater gradients alone, of several tensors as one vector; found 'pull = sign(weight) * power(abs(weight) + eps, shape - 1)'; allowed: the update, by a decay: weight * number");
  }

  @Test
  void noNameIsExportedTwice() {
    assertThat(optimizers().map(ExportedDl4jTest::type).collect(Collectors.toList()))
        .doesNotHaveDuplicates();
  }
}
