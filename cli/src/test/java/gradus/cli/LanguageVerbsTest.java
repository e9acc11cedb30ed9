package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageVerbsTest {
  private static final String PAPER =
      """
      def train(w, g, m, v, lr):
          m = interp(g, v, 0.9)
          v = interp(g, m, 1.1)
          update = m / sqrt(m * m)
          m = cosh(update)
          update = update * lr
          return update, m, v
      """;

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void checkIsSilentAboutWhatIsRight() throws IOException {
    Cli cli = Cli.run("check", file("p.gradus", PAPER), "lion");
    assertThat(cli).isEqualTo(new Cli(0, "", ""));
  }

  @Test
  void checkTellsEveryProblemOfEveryFile() throws IOException {
    String one = file("one.gradus", "def p(w, g, lr):\n    u = sgn(g) * lrr\n    return u\n");
    String two = file("two.gradus", "");
    String binary = directory.resolve("b.gradus").toString();
    Files.write(Path.of(binary), new byte[] {0, (byte) 0xff, 3});
    Cli cli = Cli.run("check", one, two, binary, directory.toString(), "no/such.gradus");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        one
                            + ":2:9: unknown function; found 'sgn'; allowed: sign (did you mean"
                            + " that?)"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        one
                            + ":2:18: unknown variable; found 'lrr'; allowed: lr (did you mean"
                            + " that?)"),
            line -> assertThat(line).startsWith(two + ":1:1: "),
            line -> assertThat(line).isEqualTo(binary + ": not a text in UTF-8"),
            line -> assertThat(line).startsWith(directory + ": "),
            line -> assertThat(line).isEqualTo("no/such.gradus: no such file"));
  }

  @Test
  void hashPrintsOneLineForEachProgramAsChecksumsDo() throws IOException {
    String one = file("one.gradus", PAPER);
    String two = file("two.gradus", PAPER.replace("m = cosh(update)\n    ", ""));
    Cli cli = Cli.run("hash", "--dialect", "paper", one, two);
    assertThat(cli.out()).matches("([0-9a-f]{16})  .*one.gradus\\n[0-9a-f]{16}  .*two.gradus\\n");
    assertThat(cli.out().substring(0, 16))
        .isEqualTo(Cli.run("hash", "--dialect", "paper", one).out().substring(0, 16))
        .isNotEqualTo(Cli.run("hash", one).out().substring(0, 16));
  }

  @Test
  void simplifyKeepsTheHash() throws IOException {
    String before = file("before.gradus", PAPER);
    Cli cli = Cli.run("simplify", before);
    assertThat(cli.out())
        .isEqualTo(
            """
            def train(w, g, v, lr):
                m = interp(g, v, 0.9)
                v = interp(g, m, 1.1)
                update = m / sqrt(m * m)
                update = update * lr
                return update, v
            """);
    String after = file("after.gradus", cli.out());
    assertThat(Cli.run("hash", after).out().substring(0, 16))
        .isEqualTo(Cli.run("hash", before).out().substring(0, 16));
  }

  @Test
  void simplifyForFiniteValuesDropsWhatIsProvenNotToMatter() {
    assertThat(Cli.run("simplify", "adamw_search").out()).contains("sqrt_v = guarded_sqrt(v)\n");
    assertThat(Cli.run("simplify", "--finite", "adamw_search").out())
        .contains("    sqrt_v = sqrt(v)\n");
  }

  @Test
  void fmtPrintsTheCanonicalTextAndKeepsComments() throws IOException {
    String text = "# A\n\n\ndef p( w,g ,lr ) :\n  # b\n  u=-g*( lr+1 )# c\n\n\n  return u\n";
    String path = file("p.gradus", text);
    String canonical =
        """
        # A

        def p(w, g, lr):
            # b
            u = -g * (lr + 1)  # c

            return u
        """;
    assertThat(Cli.run("fmt", path).out()).isEqualTo(canonical);
    assertThat(Path.of(path)).hasContent(text);
    String other = file("q.gradus", canonical);
    assertThat(Cli.run("fmt", path, other)).isEqualTo(new Cli(0, canonical + canonical, ""));
    assertThat(Cli.run("fmt", "--write", path, other)).isEqualTo(new Cli(0, "", ""));
    assertThat(Path.of(path)).hasContent(canonical);
    assertThat(Path.of(other)).hasContent(canonical);
  }

  @Test
  void fmtReplacesWhatALinkPointsToAndKeepsItsRights() throws IOException {
    Path path = Path.of(file("p.gradus", PAPER.replace(" = ", "=")));
    var rights = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(path, rights);
    Path link = Files.createSymbolicLink(directory.resolve("link.gradus"), path);
    assertThat(Cli.run("fmt", "--write", link.toString())).isEqualTo(new Cli(0, "", ""));
    assertThat(link).isSymbolicLink();
    assertThat(path).hasContent(PAPER);
    assertThat(Files.getPosixFilePermissions(path)).isEqualTo(rights);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("p.gradus", "link.gradus");
  }

  @Test
  void fmtWritesFilesAlone() throws IOException {
    String wrong = file("p.gradus", "def p(w, g, lr):\n    return u\n");
    Cli cli = Cli.run("fmt", "--write", "lion", wrong);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "lion: cannot be written; found an optimizer of the library; allowed: a"
                            + " file"),
            line -> assertThat(line).startsWith(wrong + ":2:12: "));
    assertThat(Path.of(wrong)).hasContent("def p(w, g, lr):\n    return u\n");
  }

  @Test
  void functionsAndOptimizersAreListed() throws IOException {
    assertThat(Cli.run("functions", "--set", "paper").out()).hasLineCount(45);
    assertThat(new ObjectMapper().readTree(Cli.run("functions", "--json").out()))
        .hasSizeGreaterThan(45);
    assertThat(Cli.run("optimizers").out().lines())
        .hasSameSizeAs(Library.names())
        .contains(
            "lion           elementwise   4 bytes of state per parameter  Lion: evolved sign momentum (Chen et al., 2023, arXiv"
                + " 2302.06675)");
    JsonNode optimizers = new ObjectMapper().readTree(Cli.run("optimizers", "--json").out());
    assertThat(optimizers).hasSameSizeAs(Library.names());
    assertThat(optimizers.get(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "name",
            "summary",
            "source",
            "learning_rate",
            "states",
            "class",
            "state_bytes_per_parameter");
    assertThat(Cli.run("tasks").out()).contains("digits");
  }

  @Test
  void unknownWordsAreOneLine() {
    assertThat(Cli.run("hash", "lino"))
        .isEqualTo(
            new Cli(
                2, "", "lino: no such file or optimizer; allowed: lion (did you mean that?)\n"));
    assertThat(Cli.run("functions", "--set", "papers"))
        .isEqualTo(new Cli(2, "", "gradus: --set: found 'papers'; allowed: all, paper\n"));
    assertThat(Cli.run("check", "--dialect", "old", "lion"))
        .isEqualTo(new Cli(2, "", "gradus: --dialect: found 'old'; allowed: standard, paper\n"));
  }
}
