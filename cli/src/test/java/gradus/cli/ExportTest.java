package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir private Path directory;

  @Test
  void printsOrWritesAndOverwritesNothing() throws IOException {
    Cli printed = Cli.run("export", "lion", "--to", "pytorch");
    assertThat(printed.status()).isZero();
    assertThat(printed.out()).contains("class Lion(torch.optim.Optimizer):");
    String file = directory.resolve("my.py").toString();
    String[] command = {"export", "lion", "--to", "pytorch", "--out", file};
    assertThat(Cli.run(command)).isEqualTo(new Cli(0, "", ""));
    assertThat(Path.of(file)).hasContent(printed.out());
    Files.writeString(Path.of(file), "mine");
    assertThat(Cli.run(command))
        .isEqualTo(
            new Cli(
                2,
                "",
                "gradus: " + file + ": found a file; allowed: a new one, or with --force\n"));
    assertThat(Path.of(file)).hasContent("mine");
    assertThat(Cli.run("export", "lion", "--to", "pytorch", "--out", file, "--force").status())
        .isZero();
    assertThat(Path.of(file)).hasContent(printed.out());
  }

  @Test
  void severalFilesGoIntoAFolder() {
    assertThat(Cli.run("export", "lion", "--to", "algoperf"))
        .isEqualTo(
            new Cli(2, "", "gradus: --to algoperf: makes 2 files; allowed: with --out FOLDER\n"));
    Path folder = directory.resolve("submission");
    Cli cli = Cli.run("export", "lion", "--to", "algoperf", "--out", folder.toString());
    assertThat(cli).isEqualTo(new Cli(0, "", ""));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("submission.py", "tuning_search_space.json");
    assertThat(Cli.run("export", "lion", "--to", "algoperf", "--out", folder.toString()).err())
        .isEqualTo(
            "gradus: %s: found a file; allowed: a new one, or with --force\n"
                .formatted(folder.resolve("submission.py")));
  }

  @Test
  void theClassIsNamedAsAsked() {
    assertThat(Cli.run("export", "lion", "--to", "keras", "--class", "MyLion").out())
        .contains("class MyLion(keras.optimizers.Optimizer):");
    assertThat(Cli.run("export", "lion", "--to", "keras", "--class", "my lion"))
        .isEqualTo(
            new Cli(
                2,
                "",
                "gradus: --class: found 'my lion'; allowed: letters and digits, a capital first\n"));
  }

  @Test
  void theDialectSaysWhatNamesMean() throws IOException {
    Path file = directory.resolve("p.gradus");
    Files.writeString(file, "def p(w, g, lr):\n    return g / sqrt(g * g) * lr\n");
    assertThat(Cli.run("export", file.toString(), "--to", "pytorch").out())
        .contains("g / torch.sqrt(g * g)");
    assertThat(Cli.run("export", file.toString(), "--to", "pytorch", "--dialect", "paper").out())
        .contains("g / (torch.sqrt(g * g) + 1e-8)");
  }

  @Test
  void nothingIsExportedThatIsNoProgram() throws IOException {
    Path file = directory.resolve("p.gradus");
    Files.writeString(file, "def p(w, g, lr):\n    return sgn(g) * lr\n");
    Path out = directory.resolve("p.py");
    assertThat(Cli.run("export", file.toString(), "--to", "pytorch", "--out", out.toString()))
        .isEqualTo(
            new Cli(
                2,
                "",
                file
                    + ":2:12: unknown function; found 'sgn'; allowed: sign (did you mean that?)\n"));
    assertThat(out).doesNotExist();
    assertThat(Cli.run("export", "lion", "--to", "jax").err())
        .startsWith("gradus: unknown framework; found 'jax'; allowed: ");
    assertThat(Cli.run("export", "prodigy", "--to", "keras").status()).isEqualTo(2);
  }
}
