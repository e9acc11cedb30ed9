package gradus.search.report;

import gradus.results.Evidence;
import gradus.results.Trial;
import gradus.results.Trials;
import io.jenetics.stat.DoubleMomentStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What was validated of a run, from files in its directory: the trainings of {@code validation.csv}
 * as a table, and what the harness for larger models found.
 */
final class Validations {
  private static final String FILE = "validation.csv";

  private record Group(String task, String scale, int steps, String optimizer, double rate) {}

  private Validations() {}

  /** Appends a section, if there is something to tell. */
  static void append(StringBuilder page, Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    Map<Group, List<Trial>> groups = new LinkedHashMap<>();
    for (Trial trial : Trials.parse(file.toString(), read(file))) {
      if (trial.purpose().equals(Trial.RESULT)) {
        groups
            .computeIfAbsent(
                new Group(
                    trial.task(),
                    trial.scale(),
                    trial.steps(),
                    trial.optimizer(),
                    trial.learningRate()),
                group -> new ArrayList<>())
            .add(trial);
      }
    }
    if (groups.isEmpty()) {
      return;
    }
    Sections.open(page, "Validation");
    page.append(
        """
        <div class="card scroll"><table>
        <tr><th class="text">task</th><th class="text">optimizer</th><th>learning rate</th><th>seeds</th>\
        <th>loss</th><th>test loss</th><th>test metric</th></tr>
        """);
    groups.forEach((group, trials) -> page.append(row(group, trials)));
    page.append("</table></div>\n<p class=\"soft\">Mean and standard error over the seeds.</p>\n");
  }

  /** Appends a section on what was imported from the harness, if there is something to tell. */
  static void appendHarness(StringBuilder page, Path directory) {
    Path file = directory.resolve(Evidence.LINES);
    if (!Files.exists(file)) {
      return;
    }
    gradus.results.Validations results = gradus.results.Validations.read(file);
    SortedSet<String> finds = new TreeSet<>();
    results.lines().forEach(line -> finds.add(line.optimizer()));
    gradus.results.Validations.BASELINES.forEach(finds::remove);
    Sections.open(page, "On larger models");
    page.append("<div class=\"card\"><ul>\n");
    for (String find : finds) {
      results
          .comparison(file, find)
          .values()
          .forEach(sentence ->
              page.append("<li>%s: %s</li>\n".formatted(Html.escape(find), Html.escape(sentence))));
    }
    page.append(
        """
        </ul></div>
        <p class="soft">Measured by <code>library/validation</code>, and imported as it was written.</p>
        """);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(Group group, List<Trial> trials) {
    long failed = trials.stream().filter(t -> !t.outcome().equals(Trial.TRAINED)).count();
    return Html.format(
        "<tr><td class=\"text\">%s, scale %s, %d steps</td><td class=\"text\">%s</td><td>%.4g</td>"
            + "<td>%d%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
        Html.escape(group.task()),
        Html.escape(group.scale()),
        group.steps(),
        Html.escape(group.optimizer()),
        group.rate(),
        trials.size(),
        failed == 0 ? "" : ", " + failed + " failed",
        mean(trials, Trial::loss),
        mean(trials, Trial::testLoss),
        mean(trials, Trial::testMetric));
  }

  private static String mean(List<Trial> trials, ToDoubleFunction<Trial> value) {
    DoubleMomentStatistics moments = new DoubleMomentStatistics();
    trials.stream().mapToDouble(value).filter(Double::isFinite).forEach(moments::accept);
    return switch ((int) moments.count()) {
      case 0 -> "";
      case 1 -> Html.number(moments.mean());
      default ->
          Html.number(moments.mean())
              + " \u00b1 "
              + Html.number(Math.sqrt(moments.variance() / moments.count()));
    };
  }
}
