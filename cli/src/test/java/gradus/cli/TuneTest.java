package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
  @TempDir private Path folder;

  @Test
  void tunesOnceAndShowsWhatItCameTo() throws Exception {
    String record = folder.resolve("t.csv").toString();
    String[] command = {
      "tune",
      "lion",
      "adamw",
      "--task",
      "digits,quadratic",
      "--scale",
      "tiny",
      "--seeds",
      "2",
      "--fresh",
      "3",
      "--over",
      "decay=0,0.1",
      "--over",
      "beta1",
      "--record",
      record
    };
    Cli first = Cli.run(command);
    assertThat(first.err().lines()).allMatch(line -> line.contains(" trainings, last "));
    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("lion on digits: learning rate ", "adamw on quadratic: ");
    String table = Files.readString(Path.of(record));
    assertThat(Cli.run(command).status()).isZero();
    assertThat(Path.of(record)).hasContent(table);
    Cli ladder = Cli.run("ladder", record);
    assertThat(ladder.status()).isZero();
    assertThat(ladder.out())
        .contains("## Gaps", "| `digits` | tiny | 610 |", "| `quadratic` | tiny | lion | ");
  }

  @Test
  void triesNoMoreSettingsThanAllowed() throws Exception {
    Path record = folder.resolve("t.csv");
    String[] command = {
      "tune", "adamw", "--scale", "tiny", "--over", "beta1", "--record", record.toString()
    };
    String[] limited =
        Stream.concat(Stream.of(command), Stream.of("--budget", "4")).toArray(String[]::new);
    Cli cli = Cli.run(limited);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("at most 4 settings each");
    assertThat(settings(record)).hasSize(4);
    // Without a limit it goes on from what is known.
    assertThat(Cli.run(command).status()).isZero();
    assertThat(settings(record)).hasSizeGreaterThan(4);
    assertThat(Cli.run("ladder", record.toString()).out()).containsOnlyOnce("| tiny | adamw |");
  }

  private static Set<List<String>> settings(Path record) throws IOException {
    return Files.readAllLines(record).stream()
        .filter(line -> line.startsWith("tune,"))
        .map(line -> List.of(line.split(",")).subList(7, 9))
        .collect(Collectors.toSet());
  }

  @Test
  void namesFilesAsTheyAreCalled() throws Exception {
    String inside = "def train(w, g, lr):\n  update = lr * %s\n  return update\n";
    Path plain = Files.writeString(folder.resolve("plain.gradus"), inside.formatted("g"));
    Path signs = Files.writeString(folder.resolve("signs.gradus"), inside.formatted("sign(g)"));
    String record = folder.resolve("t.csv").toString();
    Cli cli =
        Cli.run("tune", plain.toString(), signs.toString(), "--scale", "tiny", "--record", record);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(Cli.run("ladder", record).out()).contains("| tiny | plain | ", "| tiny | signs | ");
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    String record = folder.resolve("t.csv").toString();
    assertMistake("allowed: lion", "tune", "lino", "--record", record);
    assertMistake("unknown; found 'digit'", "tune", "lion", "--task", "digit", "--record", record);
    assertMistake("allowed: tiny, 1", "tune", "lion", "--scale", "3", "--record", record);
    assertMistake("--seeds: found 0", "tune", "lion", "--seeds", "0", "--record", record);
    assertMistake("--budget: found 0", "tune", "lion", "--budget", "0", "--record", record);
    assertMistake("no optimizer has it", "tune", "lion", "--over", "beta", "--record", record);
    assertMistake("NAME=V,V", "tune", "lion", "--over", "decay=x", "--record", record);
    assertMistake("NAME=V,V", "tune", "lion", "--over", "decay=NaN", "--record", record);
    assertMistake("--record", "tune", "lion");
    assertThat(Path.of(record)).doesNotExist();
    Files.writeString(Path.of(record), "a,b\n");
    assertMistake("is no trial", "tune", "lion", "--record", record);
    assertMistake("is no trial", "ladder", record);
    assertMistake("no such file", "ladder", folder.resolve("none.csv").toString());
  }

  private static void assertMistake(String message, String... command) {
    Cli cli = Cli.run(command);
    assertThat(cli.err()).contains(message).hasLineCount(1);
    assertThat(cli.status()).isEqualTo(2);
  }
}
