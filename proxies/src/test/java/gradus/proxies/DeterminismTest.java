package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeterminismTest {

  private static final String ALL = ".*";

  /** Long enough for the optimizing compiler to take over the code of every task. */
  @BeforeAll
  static void warmUp() {
    for (Family family : Needed.families()) {
      Task task = family.at(Scale.TINY);
      Trainer.of(2000, 0.1, Schedule.cosine()).run(task.training(), new Sgd(), 1);
    }
  }

  @Test
  void equalSeedsGiveEqualBits() {
    assertThat(Fingerprint.all(1, ALL)).isEqualTo(Fingerprint.all(1, ALL));
  }

  @Test
  void differentSeedsGiveDifferentBits() {
    assertThat(Fingerprint.all(1, ALL)).isNotEqualTo(Fingerprint.all(2, ALL));
  }

  @Test
  void twoTrainingsSideBySideGiveTheBitsOfOne() throws Exception {
    String alone = Fingerprint.all(1, ALL);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<String> training = () -> Fingerprint.all(1, ALL);
      for (Future<String> one : threads.invokeAll(List.of(training, training))) {
        assertThat(one.get()).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Nothing is compiled; to cut text into pieces would take half a minute then.
    "-Xint, (?!europarl).*",
    // No vector instructions.
    "-XX:TieredStopAtLevel=1, (?!europarl).*",
    // Four lanes, then eight.
    "-XX:MaxVectorSize=16, .*",
    "-XX:MaxVectorSize=32, .*",
    // Cold, otherwise as here.
    "-Xmixed, .*"
  })
  void anotherVirtualMachineGivesTheBitsOfThisWarmOne(String flag, String names) throws Exception {
    assertThat(fork(flag, names)).isEqualTo(Fingerprint.all(1, names));
  }

  private static String fork(String flag, String names) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), flag));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Fingerprint.class.getName(), names));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(output, StandardCharsets.UTF_8).strip();
  }
}
