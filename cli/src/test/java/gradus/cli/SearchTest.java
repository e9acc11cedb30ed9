package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir private Path directory;

  private Cli search(String... more) {
    String[] command = new String[more.length + 12];
    String[] first = {
      "search",
      "--run",
      directory.resolve("run").toString(),
      "--evaluations",
      "20",
      "--set",
      "steps=20",
      "--set",
      "finalists=3",
      "--set",
      "final_trainings=2",
      "--workers=1"
    };
    System.arraycopy(first, 0, command, 0, first.length);
    System.arraycopy(more, 0, command, first.length, more.length);
    return Cli.run(command);
  }

  @Test
  void printsItsSettingsItsCountsAndWhereEverythingIs() throws IOException {
    Cli cli = search("--seed", "5");
    assertThat(cli.status()).isZero();
    assertThat(cli.out())
        .containsPattern("seed +5\n")
        .contains("generated ", "thrown away ", "cache hits ", "evaluated        20 programs")
        .contains("redundant ", "evaluations/s ", "find - start adamw_search: ")
        .contains("run/hall_of_fame.csv", "run/report.txt", "run/programs/", "run/run.db");
    Path run = directory.resolve("run");
    assertThat(Files.readString(run.resolve("hall_of_fame.csv")))
        .startsWith("rank,fitness,complexity,hash,program");
    assertThat(run.resolve("config.yaml")).content().contains("seed");
  }

  @Test
  void anExistingRunIsNotTouchedAndCanBeResumed() throws IOException {
    assertThat(search().status()).isZero();
    Path hall = directory.resolve("run/hall_of_fame.csv");
    String before = Files.readString(hall);
    Cli again = search();
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("gradus resume").hasLineCount(1);
    Cli resumed = Cli.run("resume", directory.resolve("run").toString());
    assertThat(resumed.status()).isZero();
    assertThat(hall).hasContent(before);
  }

  @Test
  void everyWrongSettingIsNamedBeforeAnythingIsMade() throws IOException {
    Path config = directory.resolve("c.yaml");
    Files.writeString(config, "populaton: 3\nwindow: none\n");
    Cli cli = search("--config", config.toString());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            """
            C: unknown key; found 'populaton'; allowed: population (did you mean that?)
            C: wrong value for window; found 'none'; allowed: a whole number from 1 to 10000
            """
                .replace("C:", config + ":"));
    assertThat(directory.resolve("run")).doesNotExist();
    assertThat(search("--task", "digit").err())
        .hasLineCount(1)
        .contains("allowed: autoencoder, digits,");
    assertThat(search("--strategy", "annealing").err()).hasLineCount(1).contains("allowed: regul");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void aCorruptStoreIsRefusedAndStaysAsItIs() throws IOException {
    assertThat(search().status()).isZero();
    Path store = directory.resolve("run/run.db");
    byte[] bytes = Files.readAllBytes(store);
    java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
    Files.write(store, bytes);
    Cli cli = Cli.run("resume", directory.resolve("run").toString());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).hasLineCount(1).contains("run.db");
    assertThat(store).hasBinaryContent(bytes);
  }

  @Test
  void whatIsNoRunIsRefused() {
    assertThat(Cli.run("resume", directory.toString()).err()).hasLineCount(1).contains("not a run");
    assertThat(Cli.run("resume", "/no/such").err()).hasLineCount(1).contains("no such directory");
  }
}
