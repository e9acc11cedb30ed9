package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** PyTorch in a process of its own, and the files that go to it and come from it. */
final class Torch {
  private static final String PYTHON = "GRADUS_PYTHON";

  private Torch() {}

  /**
   * Runs the script. In CI it fails where there is no PyTorch.
   *
   * @param folder what the script reads from and writes to
   * @param lines what it is told
   * @return why there is no PyTorch, or nothing
   */
  static Optional<String> run(Path folder, List<String> lines) throws Exception {
    Path log = folder.resolve("log");
    // Debian's packages are seen by its own Python alone, which need not be the first on the path.
    String python =
        System.getProperty(PYTHON, System.getenv().getOrDefault(PYTHON, "/usr/bin/python3"));
    ProcessBuilder builder =
        new ProcessBuilder(python, script().toString(), folder.toString())
            .redirectInput(Files.write(folder.resolve("runs"), lines).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return absent(e.getMessage());
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("PyTorch is done").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    if (said.startsWith("no torch: ")) {
      return absent(python + " has " + said);
    }
    assertThat(process.exitValue()).as("exit status of %s: %s", python, said).isZero();
    return Optional.empty();
  }

  private static Optional<String> absent(String why) {
    String message =
        "not compared with PyTorch: %s; install it with: apt-get install python3-torch, or set %s to a Python that has it"
            .formatted(why, PYTHON);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    return Optional.of(message);
  }

  private static Path script() {
    try {
      return Path.of(Torch.class.getResource("torch_parity.py").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes numbers as the script reads them. */
  static void write(Path file, double... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} or the script wrote. */
  static double[] read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      double[] values = new double[bytes.remaining() / Double.BYTES];
      bytes.asDoubleBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
