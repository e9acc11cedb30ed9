package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.Printer;
import gradus.grammar.ProgramException;
import gradus.library.Optimizer;
import gradus.library.export.Exporters;
import gradus.library.export.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs of the search as Optax and Keras pass their own checks on stand-ins of these frameworks,
 * as those of the library do. Neither framework itself is run here.
 */
class ExportedStandInTest {
  private static final int PROGRAMS = 100;
  private static final String PYTHON = "GRADUS_PYTHON";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"optax", "keras"})
  void programsOfTheSearchPassTheirOwnChecksOnAStandIn(String framework) throws Exception {
    int[] written = new int[1];
    for (Mutants mutants : List.of(Mutants.ofThePaper(41), Mutants.ofAllFunctions(43))) {
      mutants.each(
          PROGRAMS,
          program -> {
            String text = Printer.print(program);
            Optimizer optimizer = new Optimizer("mutant", "", "", 0.01, List.of(), program, text);
            try {
              for (SourceFile file :
                  Exporters.named(framework).export(optimizer, "Mutant" + written[0])) {
                Files.writeString(folder.resolve(file.name()), file.text());
                written[0]++;
              }
            } catch (ProgramException e) {
              assertThat(e).hasMessageContaining("cannot be exported");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    assertThat(written[0]).isGreaterThan(3 * PROGRAMS / 2);
    assertThat(run()).isEmpty();
  }

  private String run() throws Exception {
    String python =
        System.getProperty(PYTHON, System.getenv().getOrDefault(PYTHON, "/usr/bin/python3"));
    Path script = Path.of("../library/src/test/resources/gradus/library/standin/run.py");
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
    String message = "exports to Optax and Keras are not run: " + why;
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("Skipped: " + message);
    assumeThat(message).isEmpty();
    return message;
  }
}
