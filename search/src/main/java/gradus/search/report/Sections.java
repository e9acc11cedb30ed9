package gradus.search.report;

import gradus.results.Candidate;
import gradus.results.HallOfFame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The sections of a report that are text and tables. */
final class Sections {
  private static final int MOST_MUTATIONS = 20;
  private static final int MOST_ENTRIES = 200;
  private static final int MOST_STEPS = 300;

  private final StringBuilder page;

  Sections(StringBuilder page) {
    this.page = page;
  }

  static void open(StringBuilder page, String title) {
    page.append("<h2>").append(Html.escape(title)).append("</h2>\n");
  }

  private void figure(String value, String name) {
    page.append("<div><b>")
        .append(value)
        .append("</b><span>")
        .append(name)
        .append("</span></div>\n");
  }

  void figures(Counts counts, int rates, List<Course.Best> bests) {
    open(page, "Summary");
    page.append("<div class=\"figures\">\n");
    if (!bests.isEmpty()) {
      Course.Best best = bests.getLast();
      figure(
          Html.number(best.fitness()),
          "best fitness in the search, candidate " + Html.count(best.number()));
    }
    figure(Html.count(counts.generated()), "candidates generated");
    figure(Html.count(counts.evaluated()), "different programs tried");
    figure(
        Html.count(counts.trainings()),
        rates == 1 ? "trainings" : "trainings, each at %d learning rates".formatted(rates));
    figure(Html.percent(counts.cachedPercent()), "cache hits");
    figure(Html.percent(counts.redundantPercent()), "of the statements redundant");
    figure(Html.count(counts.discarded()), "children thrown away, invalid or like their parent");
    page.append("</div>\n");
  }

  void find(HallOfFame hall) {
    HallOfFame.Entry best = hall.entries().getFirst();
    open(page, "The find");
    page.append(
        Html.format(
            "<p>Rank 1 of the hall of fame, simplified: fitness %s%s from fresh seeds, %d"
                + " statements, hash <code>%s</code>.</p>\n<div class=\"card\">",
            Html.number(best.fitness()),
            error(hall, best),
            best.complexity(),
            Html.escape(best.hash())));
    program(Changes.none(Listing.of(best.program())));
    page.append("</div>\n");
  }

  private static String error(HallOfFame hall, HallOfFame.Entry entry) {
    int column = hall.columns().indexOf("standard_error");
    return column < 0 ? "" : " \u00b1 " + cell(entry.further().get(column));
  }

  void mutations(SortedMap<String, Course.Success> mutations) {
    page.append(
        """
        <figure>
        <figcaption>Mutations <small>% of the children that are better than their parent</small></figcaption>
        <div class="scroll"><table>
        <tr><th class="text">mutation</th><th>children</th><th>better</th><th></th></tr>
        """);
    double most = mutations.values().stream().mapToDouble(Course.Success::percent).max().orElse(0);
    mutations.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                (Map.Entry<String, Course.Success> entry) -> -entry.getValue().children))
        .limit(MOST_MUTATIONS)
        .forEach(entry -> {
          Course.Success success = entry.getValue();
          page.append(
              Html.format(
                  "<tr><td class=\"text\">%s</td><td>%s</td><td>%s</td>",
                  Html.escape(entry.getKey()),
                  Html.count(success.children),
                  Html.percent(success.percent())));
          bar(success.percent() / Math.max(most, 1e-9));
        });
    page.append("</table></div>\n</figure>\n");
  }

  private void bar(double share) {
    page.append(
        Html.format("<td class=\"bar\"><i style=\"width:%.1f%%\"></i></td></tr>\n", 100 * share));
  }

  void hall(HallOfFame hall) {
    open(page, "Hall of fame");
    if (hall.entries().isEmpty()) {
      page.append("<p>No program could be trained from every fresh seed.</p>\n");
      return;
    }
    page.append("<div class=\"card scroll\"><table>\n<tr><th>rank</th><th>fitness</th>");
    hall.columns()
        .forEach(column ->
            page.append("<th>").append(Html.escape(column.replace('_', ' '))).append("</th>"));
    page.append("<th>statements</th><th class=\"text\">program</th></tr>\n");
    hall.entries().stream().limit(MOST_ENTRIES).forEach(this::entry);
    page.append("</table></div>\n");
    if (hall.entries().size() > MOST_ENTRIES) {
      page.append(
          Html.format(
              "<p class=\"soft\">%d more in hall_of_fame.csv.</p>\n",
              hall.entries().size() - MOST_ENTRIES));
    }
  }

  private void entry(HallOfFame.Entry entry) {
    page.append(
        Html.format("<tr><td>%d</td><td>%s</td>", entry.rank(), Html.number(entry.fitness())));
    entry.further().forEach(field -> page.append("<td>").append(cell(field)).append("</td>"));
    page.append(
        Html.format(
            "<td>%d</td><td class=\"text\"><details><summary><code>%s</code></summary>",
            entry.complexity(), Html.escape(entry.name())));
    program(Changes.none(Listing.of(entry.program())));
    page.append("</details></td></tr>\n");
  }

  /** A field of a further column: a number in the digits of the page, or a text. */
  private static String cell(String field) {
    if (field.matches("-?\\d+\\.\\d+(E-?\\d+)?|NaN")) {
      return field.endsWith(".0")
          ? field.substring(0, field.length() - 2).replace('-', '\u2212')
          : Html.number(Double.parseDouble(field));
    }
    return Html.escape(field);
  }

  void lineage(List<Ancestry.Step> steps) {
    open(page, "How the find came to be");
    page.append(
        Html.format(
            "<p class=\"soft\">%d steps, each with the lines that changed; what does not matter to"
                + " the result is grey.%s</p>\n<ol class=\"line-of-descent\">\n",
            steps.size() - 1,
            steps.size() > MOST_STEPS + 1 ? " The last " + MOST_STEPS + " are shown." : ""));
    List<Ancestry.Step> shown = new ArrayList<>(steps);
    if (steps.size() > MOST_STEPS + 1) {
      shown = new ArrayList<>(steps.subList(steps.size() - MOST_STEPS, steps.size()));
      shown.addFirst(steps.getFirst());
    }
    double before = Double.NaN;
    for (Ancestry.Step step : shown) {
      step(step, step.candidate().fitness() - before);
      before = step.candidate().fitness();
    }
    page.append("</ol>\n");
  }

  private void step(Ancestry.Step step, double gain) {
    Candidate candidate = step.candidate();
    page.append(
        Html.format(
            "<li%s><b>%s</b> %s, fitness %s%s",
            gain > 0 ? " class=\"better\"" : gain < 0 ? " class=\"worse\"" : "",
            Html.count(candidate.number()),
            Html.escape(candidate.mutation()),
            Double.isNaN(candidate.fitness())
                ? "none, " + Html.escape(candidate.outcome())
                : Html.number(candidate.fitness()),
            gain > 0
                ? " <small class=\"up\">+" + Html.number(gain) + "</small>"
                : gain < 0 ? " <small class=\"down\">" + Html.number(gain) + "</small>" : ""));
    program(step.changes());
    page.append("</li>\n");
  }

  private void program(List<Changes.Line> lines) {
    page.append("<pre class=\"program\">");
    boolean signs = lines.stream().anyMatch(line -> line.sign() != Changes.Sign.KEPT);
    for (Changes.Line line : lines) {
      String style =
          switch (line.sign()) {
            case KEPT -> "";
            case ADDED -> "added ";
            case REMOVED -> "removed ";
            case GAP -> "gap ";
          };
      page.append(
          Html.format(
              "<span%s>%s%s</span>",
              style.isEmpty() && line.live()
                  ? ""
                  : " class=\"" + (style + (line.live() ? "" : "dead")).strip() + "\"",
              signs ? line.sign().text() + " " : "",
              Html.escape(line.text())));
    }
    page.append("</pre>\n");
  }

  void settings(SortedMap<String, String> settings) {
    open(page, "Configuration");
    page.append("<dl class=\"card\">\n");
    settings.forEach((key, value) ->
        page.append(
            Html.format(
                "<div><dt>%s</dt><dd>%s</dd></div>\n", Html.escape(key), Html.escape(value))));
    page.append("</dl>\n");
  }

  void timings(SortedMap<String, Double> seconds, String workers) {
    open(page, "Where the time went");
    page.append(
        Html.format(
            "<p class=\"soft\">Measured, and so other than in a run of the same search elsewhere."
                + " Seconds of all threads together; begun with workers: %s.</p>\n",
            Html.escape(workers)));
    double most = seconds.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (most > 0) {
      page.append("<div class=\"card scroll\"><table>\n<tr><th class=\"text\">part</th>");
      page.append("<th>seconds</th><th></th></tr>\n");
      seconds.forEach((part, time) -> {
        page.append(
            Html.format("<tr><td class=\"text\">%s</td><td>%.1f</td>", Html.escape(part), time));
        bar(time / most);
      });
      page.append("</table></div>\n");
    } else {
      page.append("<p>The run kept no times.</p>\n");
    }
  }
}
