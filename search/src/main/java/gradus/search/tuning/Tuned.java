package gradus.search.tuning;

import gradus.results.Trial;
import gradus.search.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an optimizer does on a task at a scale with the setting that was chosen for it.
 *
 * @param optimizer its name
 * @param task the name of the task
 * @param scale the label of the scale
 * @param setting the choice
 * @param cells how many settings were looked at
 * @param results the trainings from fresh seeds, by rising seed
 */
public record Tuned(
    String optimizer, String task, String scale, Setting setting, int cells, List<Trial> results) {

  private record Place(String optimizer, String task, String scale) {}

  /**
   * What tunings came to. Where one was done again, with more to vary for example, the choice with
   * the lowest mean loss counts, by the seeds that choose.
   *
   * @param trials all trainings, in any order
   * @return in the order in which the trials name them
   */
  public static List<Tuned> of(List<Trial> trials) {
    Map<Place, List<Trial>> places =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> new Place(trial.optimizer(), trial.task(), trial.scale()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Tuned> all = new ArrayList<>();
    places.forEach((place, mine) -> one(place, mine).ifPresent(all::add));
    return all;
  }

  private static Optional<Tuned> one(Place place, List<Trial> trials) {
    Map<Setting, List<Trial>> cells =
        trials.stream()
            .collect(Collectors.groupingBy(Setting::of, LinkedHashMap::new, Collectors.toList()));
    return cells.entrySet().stream()
        .filter(cell -> !only(Trial.RESULT, cell.getValue()).isEmpty())
        .min(Comparator.comparingDouble(cell -> meanLoss(only(Trial.TUNE, cell.getValue()))))
        .map(cell ->
            new Tuned(
                place.optimizer(),
                place.task(),
                place.scale(),
                cell.getKey(),
                cells.size(),
                only(Trial.RESULT, cell.getValue()).stream()
                    .sorted(Comparator.comparingLong(Trial::seed))
                    .toList()));
  }

  private static List<Trial> only(String purpose, List<Trial> trials) {
    return trials.stream().filter(trial -> trial.purpose().equals(purpose)).toList();
  }

  private static double meanLoss(List<Trial> trials) {
    return trials.stream()
        .mapToDouble(trial -> Double.isNaN(trial.loss()) ? Double.POSITIVE_INFINITY : trial.loss())
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * The losses on the select part.
   *
   * @return one for each fresh seed
   */
  public Sample losses() {
    return new Sample(results.stream().map(Trial::loss).toList());
  }

  /**
   * The metric on the select part.
   *
   * @return one for each fresh seed
   */
  public Sample metrics() {
    return new Sample(results.stream().map(Trial::metric).toList());
  }

  /**
   * The metric on the test part.
   *
   * @return one for each fresh seed
   */
  public Sample testMetrics() {
    return new Sample(results.stream().map(Trial::testMetric).toList());
  }

  /**
   * How long a training takes.
   *
   * @return the median over the fresh seeds, in seconds of wherever they ran
   */
  public double seconds() {
    List<Double> sorted = results.stream().map(Trial::seconds).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
