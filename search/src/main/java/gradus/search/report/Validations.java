package gradus.search.report;

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
import java.util.function.ToDoubleFunction;

/** The trainings of {@code validation.csv} in the directory of a run, as a table. */
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
