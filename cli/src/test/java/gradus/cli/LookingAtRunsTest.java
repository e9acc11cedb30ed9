package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Liveness;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}, {@code status} and {@code show RUN ID} on one small run. */
class LookingAtRunsTest {
  @TempDir private static Path directory;
  private static Path run;
  private static List<Candidate> journal;
  private static HallOfFame hall;

  @BeforeAll
  static void search() {
    run = directory.resolve("run");
    assertThat(Cli.run(Runs.search(run, 40, 2)).status()).isZero();
    try (RunDirectory read = RunDirectory.read(run)) {
      journal = read.store().candidates();
      hall = read.hallOfFame();
    }
  }

  @Test
  void statusTellsTheCounts() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(Cli.run("status", "--json", run.toString()).out());
    Candidate best =
        journal.stream()
            .filter(candidate -> !Double.isNaN(candidate.fitness()))
            .max((a, b) -> Double.compare(a.fitness(), b.fitness()))
            .orElseThrow();
    assertThat(tree.get("state").asText()).isEqualTo("ended");
    assertThat(tree.get("generated").asInt()).isEqualTo(journal.size());
    assertThat(tree.get("evaluated").asInt()).isEqualTo(40);
    assertThat(tree.get("trainings").asInt())
        .isEqualTo(journal.stream().mapToInt(candidate -> candidate.losses().size()).sum());
    assertThat(tree.get("best_fitness").asDouble()).isEqualTo(best.fitness());
    assertThat(tree.get("outcomes").get("trained").asLong())
        .isEqualTo(
            journal.stream().filter(c -> !c.cached() && c.outcome().equals("trained")).count());
    assertThat(Cli.run("status", run.toString()).out())
        .containsPattern("state +ended\n")
        .containsPattern("evaluated +40 of 40 programs in ");
  }

  @Test
  void grepCountsProgramsWithoutTheirDeadStatements() {
    List<Candidate> trained =
        journal.stream().filter(c -> !c.cached() && c.outcome().equals("trained")).toList();
    long live =
        trained.stream()
            .map(c -> Parser.program("c", c.program(), Dialect.STANDARD, Functions.standard()))
            .filter(program ->
                Liveness.of(program).statements().stream()
                    .mapToObj(program.statements()::get)
                    .anyMatch(statement -> Printer.print(statement.value()).startsWith("square(")))
            .count();
    int all = trained.size();
    Cli grep = Cli.run("grep", run.toString(), "-e", "^def ", "-e", "= square\\(", "-e", "nothing");
    assertThat(grep.out().lines())
        .hasSize(3)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "%s: ^def : in %d of %d programs, first in candidate 1, best in "
                            .formatted(run, all, all)),
            square ->
                assertThat(square).contains("in %d of %d programs, first".formatted(live, all)),
            nothing ->
                assertThat(nothing).endsWith(": nothing: in 0 of %d programs".formatted(all)));
    Cli wrong = Cli.run("grep", run.toString(), "-e", "(");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).hasLineCount(1).contains("-e: found '('", "allowed: ");
  }

  @Test
  void aCandidateIsFoundByNumberHashAndName() {
    HallOfFame.Entry first = hall.entries().getFirst();
    String name = first.program().replaceAll("(?s).*def (\\w+)\\(.*", "$1");
    String byHash = Cli.run("show", run.toString(), first.hash().substring(0, 8)).out();
    assertThat(byHash).contains("hash         " + first.hash() + "\n");
    assertThat(Cli.run("show", run.toString(), name).out()).isEqualTo(byHash);
    String number = byHash.replaceAll("(?s)candidate +(\\d+) of.*", "$1");
    assertThat(Cli.run("show", run.toString(), number).out()).isEqualTo(byHash);
  }

  @Test
  void showTellsTheAncestorsAndWhatIsRedundant() {
    for (Candidate candidate : List.of(journal.getFirst(), journal.get(20), journal.getLast())) {
      Cli cli = Cli.run("show", run.toString(), Integer.toString(candidate.number()));
      assertThat(cli.status()).as(cli.err()).isZero();
      assertThat(cli.out())
          .startsWith("candidate    " + candidate.number() + " of ")
          .contains("       1  start, fitness ")
          .containsPattern(
              "(?m)^ *" + candidate.number() + "  " + candidate.mutation() + ", fitness")
          .contains(
              "%d of %d statements matter:"
                  .formatted(
                      candidate.statements() - candidate.redundantStatements(),
                      candidate.statements()));
      assertThat(cli.out().lines().filter(line -> line.startsWith("  dead  ")))
          .hasSize(candidate.redundantStatements());
    }
  }

  @Test
  void statementsAreAblatedOnlyWhenAskedFor() {
    assertThat(Cli.run("show", run.toString(), "1").out()).doesNotContain("fresh seeds");
    Cli cli = Cli.run("show", run.toString(), "1", "--ablate=2", "--threads=2");
    assertThat(cli.out())
        .contains("loss on digits without a statement, less the loss with all, from 2 fresh seeds:")
        .containsPattern("[+-]\\d+\\.\\d{4} \\+- \\d+\\.\\d{4} +update = update \\+ wd\n");
    assertThat(Cli.run("show", run.toString(), "1", "--ablate=-1").err())
        .isEqualTo("gradus: --ablate: found -1; allowed: a whole number from 0 to 1000\n");
  }

  @Test
  void whatIsNoCandidateIsRefusedInOneLine() {
    for (String word : List.of("0", "100000", "abc", "zzzzz", "find_0", "-")) {
      Cli cli = Cli.run("show", run.toString(), word);
      assertThat(cli.status()).isEqualTo(2);
      assertThat(cli.err())
          .isEqualTo(
              run
                  + ": no candidate; found '"
                  + word
                  + "'; allowed: a number from 1 to "
                  + journal.size()
                  + ", the first 4 or more letters of a hash, or a name in the hall of fame such as"
                  + " find_1\n");
    }
    assertThat(Cli.run("show", run.toString()).err()).hasLineCount(1).contains("RUN ID");
  }

  @Test
  void theReportIsWrittenAgainAndTheSame() throws IOException {
    Path page = run.resolve("report.html");
    assertThat(Cli.run("report", run.toString()).out()).isEqualTo(page + "\n");
    byte[] first = Files.readAllBytes(page);
    assertThat(Cli.run("report", run.toString()).status()).isZero();
    assertThat(page).hasBinaryContent(first);
    Path other = directory.resolve("other.html");
    assertThat(Cli.run("report", run.toString(), "--out=" + other).status()).isZero();
    assertThat(other).hasBinaryContent(first);
    Cli again = Cli.run("report", run.toString(), "--out=" + other);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).isEqualTo("gradus: " + other + ": exists already\n");
  }

  /** A changed byte in a file beside the store is refused in one line that says what to do. */
  @Test
  void damageBesideTheStoreIsRefused() throws IOException {
    assertRefused(run.resolve("hall_of_fame.csv"), text -> text.replaceFirst("-", "-1"));
    assertRefused(run.resolve("config.yaml"), text -> text.replace("20", "28"));
    Path program = run.resolve("programs/" + hall.entries().getFirst().name() + ".gradus");
    assertRefused(program, text -> text.replaceFirst("0", "1"));
    assertRefused(program, text -> text.substring(0, text.length() / 2));
  }

  private static void assertRefused(Path file, UnaryOperator<String> damage) throws IOException {
    String whole = Files.readString(file);
    try {
      Files.writeString(file, damage.apply(whole));
      assertThat(file).content().isNotEqualTo(whole);
      Cli cli = Cli.run("report", run.toString());
      assertThat(cli.status()).isEqualTo(2);
      assertThat(cli.err()).hasLineCount(1).contains("; ", "gradus resume");
    } finally {
      Files.writeString(file, whole);
    }
  }
}
