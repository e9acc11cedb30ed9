package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
  @TempDir private Path folder;

  private Path file() throws Exception {
    return Files.writeString(
        folder.resolve("find.gradus"),
        """
        # A find
        # Learning rate: 1
        def find(w, g, m, lr):
            m = interp(g, m, 0.9)
            x1 = m * 3
            update = sign(m)
            update = update * 0.02
            update = update * lr
            return update, m
        """);
  }

  private static String[] command(Path file) {
    return new String[] {
      "validate",
      file.toString(),
      "--scales",
      "tiny",
      "--select",
      "quadratic,digits",
      "--test",
      "rosenbrock",
      "--against",
      "sgd,lion",
      "--seeds",
      "4",
      "--choosing",
      "1",
      "--budget",
      "6"
    };
  }

  @Test
  void tidiesTunesAndComparesAndGoesOn() throws Exception {
    Path file = file();
    Cli first = Cli.run(command(file));
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out())
        .contains(
            "def find(weight, gradient, momentum, lr, beta1=0.9):",
            "# Learning rate: 0.02\n",
            "against sgd: ",
            "against lion: ");
    String account = Files.readString(folder.resolve("validation.md"));
    assertThat(account)
        .contains(
            "# Validation", "## Scale tiny", "| `quadratic` | select | ", "ended by the budget");
    String table = Files.readString(folder.resolve("validation.csv"));
    assertThat(Cli.run(command(file)).status()).isZero();
    assertThat(folder.resolve("validation.csv")).hasContent(table);
    assertThat(folder.resolve("validation.md")).hasContent(account);
  }

  @Test
  void takesTheBestOfARunAndLooksForOverfitting() throws Exception {
    String run = folder.resolve("run").toString();
    Cli search =
        Cli.run(
            "search",
            "--run",
            run,
            "--evaluations",
            "30",
            "--workers",
            "1",
            "--set",
            "scale=tiny",
            "--set",
            "finalists=3",
            "--set",
            "final_trainings=2");
    assertThat(search.status()).as(search.err()).isZero();
    Cli cli =
        Cli.run(
            "validate",
            run,
            "--top",
            "2",
            "--scales",
            "tiny",
            "--select",
            "quadratic",
            "--against",
            "sgd",
            "--seeds",
            "3",
            "--choosing",
            "1",
            "--budget",
            "4",
            "--json");
    assertThat(cli.status()).as(cli.err()).isZero();
    JsonNode facts = new ObjectMapper().readTree(cli.out());
    assertThat(facts.findValuesAsText("baseline").stream().distinct())
        .contains("sgd")
        .anyMatch(name -> name.matches("adamw_search-[0-9a-f]{8}"))
        .anyMatch(name -> name.matches("adamw_search-[0-9a-f]{8} constant"));
    assertThat(facts.findValuesAsText("task").stream().distinct())
        .containsExactly("digits", "quadratic");
    assertThat(folder.resolve("run/validation.md")).exists();
    List<Path> written;
    try (Stream<Path> files = Files.list(folder.resolve("run/validated"))) {
      written = files.toList();
    }
    assertThat(written).isNotEmpty();
    for (Path file : written) {
      assertThat(file).content().contains("# Evidence: quadratic tiny: select loss ");
      assertThat(Cli.run("check", file.toString()).status()).isZero();
    }
    String[] curve = {
      "meta-validate", run, "--select", "quadratic", "--points", "3", "--seeds", "2"
    };
    Cli meta = Cli.run(curve);
    assertThat(meta.status()).as(meta.err()).isZero();
    assertThat(meta.out()).containsPattern("no overfitting is shown on|overfitting begins at");
    assertThat(folder.resolve("run/meta_validation.csv"))
        .content()
        .startsWith("candidate,best,task,loss,standard_error\n")
        .contains(",digits,", ",quadratic,");
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    Path file = file();
    assertMistake(
        "--seeds: found 1; allowed: at least 2", "validate", file.toString(), "--seeds", "1");
    assertMistake("unknown; found 'digit'", "validate", file.toString(), "--select", "digit");
    assertMistake("unknown; found 'digit'", "validate", file.toString(), "--test", "digit");
    assertMistake("allowed: tiny, 1", "validate", file.toString(), "--scales", "3");
    assertMistake("allowed: lion", "validate", file.toString(), "--against", "lino");
    assertMistake(
        "which decides who goes on", "validate", file.toString(), "--test", "digits-deep");
    assertMistake("not a run", "validate", folder.toString());
    assertMistake("not a run", "meta-validate", folder.toString());
    assertMistake("no such file", "validate", folder.resolve("none.gradus").toString());
    assertThat(folder.resolve("validation.csv")).doesNotExist();
    Files.writeString(folder.resolve("validation.md"), "mine\n");
    assertMistake("not an account of a validation", "validate", file.toString());
    assertThat(folder.resolve("validation.md")).hasContent("mine");
    assertThat(folder.resolve("validation.csv")).doesNotExist();
  }

  private static void assertMistake(String message, String... command) {
    Cli cli = Cli.run(command);
    assertThat(cli.err()).contains(message).hasLineCount(1);
    assertThat(cli.status()).isEqualTo(2);
  }
}
