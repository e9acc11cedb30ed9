package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {

  /** Long enough for the optimizing compiler to take over the code of every task. */
  @BeforeAll
  static void warmUp() {
    for (Task task : Task.all()) {
      Trainer.of(2000, 0.1, Schedule.cosine()).run(task.training(), new Sgd(), 1);
    }
  }

  @Test
  void equalSeedsGiveEqualBits() {
    assertThat(Fingerprint.all(1)).isEqualTo(Fingerprint.all(1));
  }

  @Test
  void differentSeedsGiveDifferentBits() {
    assertThat(Fingerprint.all(1)).isNotEqualTo(Fingerprint.all(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint", // nothing is compiled
        "-XX:TieredStopAtLevel=1", // no vector instructions
        "-XX:MaxVectorSize=16", // four lanes
        "-Xmixed" // cold, otherwise as here
      })
  void anotherVirtualMachineGivesTheBitsOfThisWarmOne(String flag) throws Exception {
    assertThat(fork(flag)).isEqualTo(Fingerprint.all(1));
  }

  private static String fork(String flag) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), flag));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Fingerprint.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(output, StandardCharsets.UTF_8).strip();
  }
}
