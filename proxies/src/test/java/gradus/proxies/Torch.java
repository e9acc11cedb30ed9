package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PyTorch in a process of its own, and the files that go to it and come from it. */
final class Torch {

  private static final String PYTHON = "GRADUS_PYTHON";

  private Torch() {}

  /** Runs the script. Where there is no PyTorch the test is skipped, in CI it fails. */
  static void run(Path folder, List<String> lines) throws Exception {
    Path log = folder.resolve("log");
    // Debian's packages are seen by its own Python alone, which need not be the first on the path.
    String python = System.getenv().getOrDefault(PYTHON, "/usr/bin/python3");
    Path script = Path.of(Torch.class.getResource("torch_models.py").toURI());
    ProcessBuilder builder =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectInput(Files.write(folder.resolve("parameters"), lines).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      absent(e.getMessage());
      return;
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("PyTorch is done").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    if (said.startsWith("no torch: ")) {
      absent(python + " has " + said);
    }
    assertThat(process.exitValue()).as("exit status of %s: %s", python, said).isZero();
  }

  private static void absent(String why) {
    String message =
        "not compared with PyTorch: %s; install it with: apt-get install python3-torch, or set %s to a Python that has it"
            .formatted(why, PYTHON);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    assumeThat(false).as(message).isTrue();
  }

  /** Writes numbers as the script reads them. */
  static void write(Path file, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }

  /** Reads what the script wrote. */
  static float[] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
