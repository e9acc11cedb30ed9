package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(Cli.run("fmt", "--write", path)).isEqualTo(new Cli(0, "", ""));
    assertThat(Path.of(path)).hasContent(canonical);
  }

  @Test
  void showNamesKindsAndWhatIsDead() throws IOException {
    assertThat(Cli.run("show", "--dialect", "paper", file("p.gradus", PAPER)).out())
        .contains("state m              tensor  dead", "state v              tensor")
        .contains("tensor  dead m = cosh(update)", "4 of 5 statements matter, 1 of 2 states");
  }

  @Test
  void functionsAndOptimizersAreListed() throws IOException {
    assertThat(Cli.run("functions", "--set", "paper").out()).hasLineCount(45);
    assertThat(new ObjectMapper().readTree(Cli.run("functions", "--json").out()))
        .hasSizeGreaterThan(45);
    assertThat(Cli.run("optimizers").out()).contains("lion", "adamw", "paper_found");
    assertThat(new ObjectMapper().readTree(Cli.run("optimizers", "--json").out()))
        .hasSizeGreaterThan(8);
    assertThat(Cli.run("tasks").out()).contains("digits");
  }

  @Test
  void unknownWordsAreOneLine() {
    assertThat(Cli.run("hash", "lino").err())
        .isEqualTo("lino: no such file or optimizer; allowed: lion (did you mean that?)\n");
    assertThat(Cli.run("functions", "--set", "papers").err())
        .isEqualTo("gradus: --set: found 'papers'; allowed: all, paper\n");
    assertThat(Cli.run("check", "--dialect", "old", "lion").err())
        .isEqualTo("gradus: --dialect: found 'old'; allowed: standard, paper\n");
  }
}
