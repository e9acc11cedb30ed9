package gradus.search.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Parser;
import gradus.results.Candidate;
import gradus.results.MetaValidation;
import gradus.results.RunDirectory;
import gradus.results.RunException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class RunReportTest {
  @TempDir private Path directory;

  private String html(int count, boolean ended) {
    try (RunDirectory run = Journals.make(directory.resolve("run"), count, 2, ended)) {
      return RunReport.html(run);
    }
  }

  @Test
  void needsNothingBesideIt() {
    assertThat(html(500, true))
        .doesNotContain("<script", "<link", "<img", "@import", "url(", "src=", "href=", "http")
        .contains("prefers-color-scheme: dark", "name=\"viewport\"");
  }

  /** Every picture is well-formed, stays in its frame, and has no number that is none. */
  @Test
  void picturesAreWellFormed() throws Exception {
    String html = html(2_000, true);
    List<String> pictures =
        Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
            .matcher(html)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(pictures).hasSize(5);
    for (String picture : pictures) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(picture)));
      assertThat(picture).doesNotContain("NaN", "Infinity");
      Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)")
          .matcher(picture)
          .results()
          .forEach(point -> {
            assertThat(Double.parseDouble(point.group(1))).isBetween(0.0, 440.0);
            assertThat(Double.parseDouble(point.group(2))).isBetween(0.0, 250.0);
          });
    }
  }

  @Test
  void textsOfTheRunAreEscaped() {
    assertThat(html(500, true))
        .contains("a-category &lt;of&gt; tomorrow", "# &lt;found&gt; &amp; kept")
        .doesNotContain("<of>", "<found>");
  }

  @Test
  void figuresAreThoseOfTheJournal() {
    String html = html(1_500, true);
    try (RunDirectory run = RunDirectory.read(directory.resolve("run"))) {
      List<Candidate> all = run.store().candidates();
      long cached = all.stream().filter(Candidate::cached).count();
      long changes = all.stream().filter(c -> c.mutation().equals("change")).count();
      long better =
          all.stream()
              .filter(c -> c.mutation().equals("change"))
              .filter(c -> {
                double parent = all.get(c.parent() - 1).fitness();
                return Double.isNaN(parent) ? !Double.isNaN(c.fitness()) : c.fitness() > parent;
              })
              .count();
      assertThat(html)
          .contains("<b>1,500</b>")
          .contains("<b>%,d</b>".formatted(1_500 - cached))
          .contains("<b>%.1f %%</b>".formatted(100.0 * cached / 1_500))
          .contains(
              "<td class=\"text\">change</td><td>%,d</td><td>%.1f %%</td>"
                  .formatted(changes, 100.0 * better / changes));
    }
  }

  /** Each step of the lineage, applied to the program before it, gives the program after it. */
  @Test
  void theLineageLeadsFromTheStartToTheFind() {
    html(1_500, true);
    try (RunDirectory run = RunDirectory.read(directory.resolve("run"))) {
      Candidate find = Finder.candidate(run, run.hallOfFame().entries().getFirst().hash());
      List<Ancestry.Step> steps = Ancestry.of(run.store(), find.number());
      assertThat(steps.getFirst().candidate().parent()).isZero();
      assertThat(steps.getLast().candidate()).isEqualTo(find);
      assertThat(steps).hasSizeGreaterThan(3);
      for (int i = 1; i < steps.size(); i++) {
        Candidate parent = steps.get(i - 1).candidate();
        Candidate child = steps.get(i).candidate();
        assertThat(child.parent()).isEqualTo(parent.number());
        List<Changes.Line> lines =
            Changes.between(Listing.of(parent.program()), Listing.of(child.program()));
        assertThat(
                lines.stream().filter(l -> l.sign() != Changes.Sign.ADDED).map(Changes.Line::text))
            .isEqualTo(parent.program().lines().toList());
        assertThat(
                lines.stream()
                    .filter(l -> l.sign() != Changes.Sign.REMOVED)
                    .map(Changes.Line::text))
            .isEqualTo(child.program().lines().toList());
      }
    }
  }

  @Test
  void redundantLinesAreGrey() {
    Listing listing =
        Listing.of("def p(w, g, m, lr):\n    x = m * 2\n    m = g * 1\n    return m, m\n");
    assertThat(listing.lines().stream().map(Listing.Line::live))
        .containsExactly(true, false, true, true);
    assertThat(Parser.program("p", String.join("\n", listing.texts())).statements()).hasSize(2);
  }

  @Test
  void equalRunsGiveEqualBytesButForTheirTimings() {
    Path one = directory.resolve("one");
    Path other = directory.resolve("other");
    try (RunDirectory run = Journals.make(one, 800, 1, true);
        RunDirectory again = Journals.make(other, 800, 5, true)) {
      again.store().meta("seconds.training", "12.5");
      assertThat(RunReport.data(again)).isEqualTo(RunReport.data(run));
      assertThat(RunReport.html(run)).startsWith(RunReport.data(run)).contains("kept no times");
      assertThat(RunReport.html(again)).contains("<td>12.5</td>", "workers: 5");
    }
  }

  @Test
  void aRunThatHasNotEndedIsShownAsItStands() {
    assertThat(html(40, false)).contains("has not ended").doesNotContain("Hall of fame");
  }

  @Test
  void aRunWithoutCandidatesIsShown() {
    assertThat(html(0, false)).contains("<b>0</b>").doesNotContain("NaN");
  }

  @Test
  void validationsAreShown() throws Exception {
    html(100, true);
    Path path = directory.resolve("run");
    Files.writeString(
        path.resolve(MetaValidation.FILE),
        "candidate,best,task,loss,standard_error\n1,1,rings,0.5,0.01\n60,1,rings,0.4,\n60,1,spirals,0.7,0.1\n"
            + "80,60,spirals,NaN,NaN\n");
    Files.writeString(
        path.resolve("validation.csv"),
        "purpose,task,scale,batch,steps,optimizer,hash,learning_rate,settings,seed,outcome,loss,"
            + "metric,test_loss,test_metric,seconds\n"
            + "result,digits,10,64,400,find_7,ab,0.5,,1,trained,0.25,0.9,0.5,0.8,1.0\n"
            + "result,digits,10,64,400,find_7,ab,0.5,,2,trained,0.75,0.9,0.5,0.8,1.0\n"
            + "result,digits,10,64,400,find_7,ab,0.5,,3,not-finite,,,,,1.0\n");
    try (RunDirectory run = RunDirectory.read(path)) {
      assertThat(RunReport.data(run))
          .doesNotContain("NaN")
          .contains("Meta-validation", "rings", "candidate 60, spirals 0.7000")
          .contains("find_7</td><td>0.5000</td><td>3, 1 failed</td><td>0.5000 \u00b1 0.2500</td>");
    }
    Files.writeString(path.resolve(MetaValidation.FILE), "candidate,task\n");
    try (RunDirectory run = RunDirectory.read(path)) {
      assertThatThrownBy(() -> RunReport.html(run))
          .isInstanceOf(RunException.class)
          .hasMessageStartingWith(path.resolve(MetaValidation.FILE) + ": row 1: ");
    }
  }

  @Test
  @Tag("minutes")
  void twoHundredThousandCandidatesFitOnAPage() {
    try (RunDirectory run = Journals.make(directory.resolve("run"), 200_000, 2, true)) {
      assertThat(RunReport.html(run)).hasSizeLessThan(2_000_000);
    }
  }
}
