package gradus.search.report;

import gradus.results.HallOfFame;
import gradus.results.MetaValidation;
import gradus.results.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as one page of HTML that needs nothing beside it, for a person to look at. May be made
 * while the run goes on. All but its last section is a function of the journal, the hall of fame,
 * what was validated and the settings that shape the outcome, to the byte.
 */
public final class RunReport {
  /** Where the page is, in the directory of the run. */
  public static final String FILE = "report.html";

  private static final String THE_FIND = "\nThe find \\(";
  private static final String TIME = "seconds.";

  private final RunDirectory run;
  private final Settings settings;
  private final HallOfFame hall;
  private final Course course;
  private final StringBuilder page = new StringBuilder();

  private RunReport(RunDirectory run) {
    this.run = run;
    settings = Settings.of(run);
    boolean ended = Files.exists(run.path().resolve(HallOfFame.FILE));
    hall = ended ? run.hallOfFame() : null;
    String hash = ended && !hall.entries().isEmpty() ? hall.entries().getFirst().hash() : "";
    course = Course.of(run.store(), settings, hash);
  }

  /**
   * The whole page.
   *
   * @param run the directory of a run, open for reading or writing
   * @return HTML
   */
  public static String html(RunDirectory run) {
    RunReport report = new RunReport(run);
    report.data();
    report.timings();
    return report.page.append("</body>\n</html>\n").toString();
  }

  /**
   * The page without what differs between runs of the same search: how long things took, and how
   * many workers there were.
   *
   * @param run the directory of a run
   * @return the beginning of {@link #html}
   */
  public static String data(RunDirectory run) {
    RunReport report = new RunReport(run);
    report.data();
    return report.page.toString();
  }

  private void data() {
    head();
    Sections sections = new Sections(page);
    sections.figures(course.counts, settings.rates().size(), course.bests);
    if (hall != null && !hall.entries().isEmpty()) {
      sections.find(hall);
    }
    text("report.txt", "The find beside where it began and beside tuned baselines");
    charts();
    if (hall != null) {
      sections.hall(hall);
    }
    Validations.append(page, run.path());
    Validations.appendHarness(page, run.path());
    if (course.find() > 0) {
      sections.lineage(Ancestry.of(run.store(), course.find()));
    }
    sections.settings(settings.shaping());
  }

  private void head() {
    String title = "A search on " + settings.text("task", "a task");
    page.append(
        Html.format(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <style>
            %2$s</style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p class="soft">From %3$s with seed %4$s: %5$s programs tried%6$s. %7$s</p>
            """,
            Html.escape(title),
            style(),
            Html.escape(settings.text("start", "a start program")),
            Html.escape(settings.text("seed", "?")),
            Html.count(course.counts.evaluated()),
            settings.whole("evaluations").isPresent()
                ? " of " + Html.count(settings.whole("evaluations").getAsInt())
                : "",
            hall == null ? "The run has not ended: this is how it stands." : "The run has ended."));
  }

  private void text(String name, String title) {
    if (hall != null && Files.exists(run.path().resolve(name))) {
      try {
        String text = Files.readString(run.path().resolve(name));
        Sections.open(page, title);
        page.append("<div class=\"card\"><pre>")
            .append(Html.escape(text.split(THE_FIND)[0].strip())) // that is on the page already
            .append("</pre></div>\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void charts() {
    Sections.open(page, "The course of the run");
    Charts charts = new Charts(course);
    List<MetaValidation> validation = MetaValidation.read(run.path());
    page.append("<div class=\"charts\">\n").append(charts.fitness().html());
    if (!validation.isEmpty()) {
      page.append(charts.validation(validation).html());
    }
    page.append(charts.redundancy().html())
        .append(charts.outcomes().html())
        .append(charts.length().html());
    new Sections(page).mutations(course.mutations);
    if (hall != null && !hall.entries().isEmpty()) {
      page.append(Charts.front(hall).html());
    }
    page.append("</div>\n");
  }

  private void timings() {
    SortedMap<String, Double> seconds = new TreeMap<>();
    run.store()
        .metas()
        .forEach((key, value) -> {
          if (key.startsWith(TIME)) {
            seconds.put(key.substring(TIME.length()), Double.parseDouble(value));
          }
        });
    new Sections(page).timings(seconds, settings.text(Settings.WORKERS, "?"));
  }

  private static String style() {
    try (InputStream stream = RunReport.class.getResourceAsStream("report.css")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
