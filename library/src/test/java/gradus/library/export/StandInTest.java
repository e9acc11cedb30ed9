package gradus.library.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.ProgramException;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exported Optax and Keras of the whole library, run against stand-ins of these frameworks on
 * NumPy: each file compiles, has the parts that its framework expects, and passes its own check
 * against the oracle. Neither framework itself is run here.
 */
class StandInTest {
  private static final String PYTHON = "GRADUS_PYTHON";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"optax", "keras"})
  void everyFilePassesItsOwnCheckOnAStandInOfTheFramework(String framework) throws Exception {
    Exporter exporter = Exporters.named(framework);
    List<String> refused = new ArrayList<>();
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      try {
        for (SourceFile file : exporter.export(optimizer, Exporters.className(name))) {
          Files.writeString(folder.resolve(file.name()), file.text());
        }
      } catch (ProgramException e) {
        refused.add(name);
      }
    }
    assertThat(refused)
        .containsExactlyElementsOf(
            framework.equals("keras")
                ? List.of("greedy_bcd", "paper_found", "prodigy")
                : List.of());
    assertThat(run()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"optax", "keras"})
  void aWrongFormulaDoesNotPass(String framework) throws Exception {
    SourceFile file =
        Exporters.named(framework).export(Library.optimizer("adamw"), "Adamw").getFirst();
    String wrong = file.text().replace("root * eps", "root");
    assertThat(wrong).isNotEqualTo(file.text());
    Files.writeString(folder.resolve(file.name()), wrong);
    assertThat(run()).startsWith("adamw.py: SystemExit('found ");
  }

  private String run() throws Exception {
    String python =
        System.getProperty(PYTHON, System.getenv().getOrDefault(PYTHON, "/usr/bin/python3"));
    Path script = Path.of(Library.class.getResource("standin/run.py").toURI());
    Path log = folder.resolve("log");
    Process process;
    try {
      process =
          new ProcessBuilder(python, script.toString(), folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return absent(e.getMessage());
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    return said.startsWith("no numpy: ") ? absent(python + " has " + said) : said;
  }

  private static String absent(String why) {
    String message =
        "exports to Optax and Keras are not run: %s; install it with: apt-get install python3-numpy, or set %s to a Python that has it"
            .formatted(why, PYTHON);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("Skipped: " + message);
    assumeThat(message).isEmpty();
    return message;
  }
}
