package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TrainTest {
  @Test
  void trainsALibraryOptimizerOnRealDigits() throws Exception {
    Cli cli = Cli.run("train", "lion", "--task", "digits", "--json");
    assertThat(cli.status()).isZero();
    JsonNode result = new ObjectMapper().readTree(cli.out()).get(0);
    assertThat(result.get("outcome").asText()).isEqualTo("trained");
    assertThat(result.get("select_accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(result.has("test_loss")).isFalse();
  }

  @Test
  void equalSeedsGiveEqualOutput() {
    String[] command = {"train", "lion", "--steps", "30", "--seeds", "2", "--test"};
    Cli cli = Cli.run(command);
    assertThat(cli.out()).isEqualTo(Cli.run(command).out()).contains("test loss");
    assertThat(cli.out()).isNotEqualTo(Cli.run(replace(command, "30", "31")).out());
  }

  @Test
  void aDivergedTrainingIsAnOutcomeNotAnError() {
    Cli cli = Cli.run("train", "lion", "--lr", "1e30", "--steps", "30");
    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.out()).contains("not-finite");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertMistake("unknown; found 'digit'; allowed: digits", "train", "lion", "--task", "digit");
    assertMistake("allowed: lion", "train", "lino");
    assertMistake("allowed: beta1", "train", "lion", "--set", "beta=1");
    assertMistake("steps: found 0", "train", "lion", "--steps", "0");
    assertMistake("--seeds: found 0", "train", "lion", "--seeds", "0");
    assertMistake("--lr", "train", "lion", "--lr", "fast");
    assertMistake("no such file", "train", "no/such.gradus");
  }

  private static void assertMistake(String message, String... command) {
    Cli cli = Cli.run(command);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains(message).hasLineCount(1);
  }

  private static String[] replace(String[] command, String old, String other) {
    String[] copy = command.clone();
    copy[java.util.Arrays.asList(copy).indexOf(old)] = other;
    return copy;
  }
}
