package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InterruptionTest {
  @TempDir private Path directory;

  @Test
  void ctrlCOnceFinishesWhatIsInFlightAndSaysHowToGoOn() throws Exception {
    Process process = search("steps=200");
    BufferedReader out = begun(process);
    interrupt(process);
    assertThat(out.lines().toList()).contains("stopped; nothing is lost: gradus resume " + run());
    assertThat(process.waitFor()).isNotZero();
    assertThat(Cli.run("resume", run()).status()).isZero();
  }

  @Test
  void ctrlCTwiceEndsAtOnceAndTheRunCanStillBeResumed() throws Exception {
    // A training takes hours.
    Process process = search("steps=9999999");
    BufferedReader out = begun(process);
    interrupt(process);
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      interrupt(process);
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(out.lines().toList()).noneMatch(line -> line.startsWith("stopped"));
    assertThat(Cli.run("status", run()).status()).isZero();
  }

  private String run() {
    return directory.resolve("run").toString();
  }

  private Process search(String steps) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("search", "--run", run(), "--evaluations", "60", "--set", steps));
    command.addAll(List.of("--set", "finalists=2", "--set", "final_trainings=2"));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The settings are printed last before the search begins. */
  private static BufferedReader begun(Process process) throws Exception {
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    String line = "";
    while (!line.startsWith("workers ")) {
      line = out.readLine();
      assertThat(line).isNotNull();
    }
    Thread.sleep(500); // the first training is under way
    return out;
  }

  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }
}
