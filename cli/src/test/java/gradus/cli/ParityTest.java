package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that compares exported files with themselves elsewhere, on the processor alone. */
class ParityTest {
  private static final Path SCRIPT = Path.of("..", "library", "validation", "parity.py");
  private static final String PYTHON =
      System.getenv().getOrDefault("GRADUS_PYTHON", "/usr/bin/python3");

  @TempDir private Path folder;

  @Test
  void saysWhatAgreesAndWhatDoesNot() throws Exception {
    Path file = Files.createDirectory(folder.resolve("pytorch")).resolve("lion.py");
    Files.createDirectory(folder.resolve("optax"));
    for (String framework : new String[] {"pytorch", "optax"}) {
      String out = folder.resolve(framework).resolve("lion.py").toString();
      assertThat(Cli.run("export", "lion", "--to", framework, "--out", out).status()).isZero();
    }
    assertThat(run(0)).containsPattern("lion.py: \\d+ ways agree, the furthest ");
    String text = Files.readString(file);
    String wrong =
        text.replaceFirst(
            "(?s)(def _update_lists.*?)return", "$1update = mul(update, 2)\n    return");
    assertThat(wrong).isNotEqualTo(text);
    Files.writeString(file, wrong);
    assertThat(run(1)).containsPattern("lion.py: .* foreach=True: found a distance of .* allowed");
  }

  private String run(int status) throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON, SCRIPT.toString(), folder.toString()).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      return absent(e.getMessage());
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the script is done").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    if (said.startsWith("no torch: ")) {
      return absent(PYTHON + " has " + said);
    }
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }

  private static String absent(String why) {
    String message = "parity.py was not run: " + why;
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("Skipped: " + message);
    assumeThat(message).isEmpty();
    return message;
  }
}
