package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    String found = "unknown; found 'digit'; allowed: autoencoder, digits,";
    assertMistake(found, "train", "lion", "--task", "digit");
    assertMistake("found '2'; allowed: tiny, 1, 10, 100", "train", "lion", "--scale", "2");
    assertMistake("found batch 0; allowed are 1..1000", "train", "lion", "--batch", "0");
    assertMistake("--data: found 'no/such'", "train", "lion", "--data", "no/such");
    assertMistake("allowed: lion", "train", "lino");
    assertMistake("allowed: beta1", "train", "lion", "--set", "beta=1");
    assertMistake("steps: found 0", "train", "lion", "--steps", "0");
    assertMistake("--seeds: found 0", "train", "lion", "--seeds", "0");
    assertMistake("--lr", "train", "lion", "--lr", "fast");
    assertMistake("no such file", "train", "no/such.gradus");
  }

  @Test
  void writesCurvesAndDrawsThem(@TempDir Path folder) throws Exception {
    Path table = folder.resolve("c.csv");
    for (String end : List.of("svg", "png")) {
      Path picture = folder.resolve("c." + end);
      String[] command = {
        "train",
        "adamw",
        "--scale",
        "tiny",
        "--task",
        "quadratic",
        "--seeds",
        "2",
        "--curves",
        table.toString(),
        "--plot",
        picture.toString()
      };
      Cli cli = Cli.run(command);
      assertThat(cli.status()).isZero();
      assertThat(cli.out()).containsPattern("select loss \\S+ \\+- \\S+ over 2 seeds");
      List<String> lines = Files.readAllLines(table);
      assertThat(lines).hasSize(41).startsWith("seed,step,training_loss");
      assertThat(lines.get(21)).startsWith("2,1,");
      assertThat(Files.size(picture)).isGreaterThan(1000);
      assertMistake("found a file; allowed: a new one", command);
      Files.delete(table);
    }
    assertMistake("allowed: FILE.svg or FILE.png", "train", "lion", "--plot", "c.gif");
    assertMistake("no folder", "train", "lion", "--curves", "no/such/c.csv");
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
