package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script of {@code library/validation}, run to its end.
 *
 * @param status how it ended
 * @param said all that it printed
 */
record Python(int status, String said) {
  private static final Path SCRIPTS = Path.of("..", "library", "validation");
  private static final String COMMAND =
      System.getenv().getOrDefault("GRADUS_PYTHON", "/usr/bin/python3");

  /** Runs it on one thread. Without PyTorch the test fails in CI, and is skipped elsewhere. */
  static Python run(Path log, String script, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(COMMAND, SCRIPTS.resolve(script).toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      return absent(script, e.getMessage());
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the script is done").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    return said.startsWith("no torch: ")
        ? absent(script, COMMAND + " has " + said)
        : new Python(process.exitValue(), said);
  }

  private static Python absent(String script, String why) {
    String message = script + " was not run: " + why;
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("Skipped: " + message);
    assumeThat(message).isEmpty();
    throw new IllegalStateException(message);
  }
}
