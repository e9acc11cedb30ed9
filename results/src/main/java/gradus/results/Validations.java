package gradus.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The results of the validation harness, read and held against its rules: every line is of the
 * schema, none comes twice, and what is compared was tuned.
 *
 * @param lines in the order of the file
 */
public record Validations(List<Validation> lines) {
  /** What a find is compared with. */
  public static final List<String> BASELINES = List.of("adamw", "lion");

  private static final int SHOWN = 20;

  /** Makes it immutable. */
  public Validations {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file.
   *
   * @param file what the harness wrote
   * @return its trainings
   * @throws RunException if a line is not of the schema; every such line is told
   */
  public static Validations read(Path file) {
    List<Validation> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<List<Object>, Integer> known = new HashMap<>();
    int number = 0;
    for (String line : AtomicFile.read(file).split("\n")) {
      number++;
      try {
        Validation validation = Validation.of(line);
        Integer before = known.putIfAbsent(validation.key(), number);
        if (before == null) {
          lines.add(validation);
        } else {
          problems.add("line " + number + " is the training of line " + before + " again");
        }
      } catch (IllegalArgumentException e) {
        problems.add("line " + number + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      String more = problems.size() > SHOWN ? ", and " + (problems.size() - SHOWN) + " more" : "";
      throw RunException.of(
          file,
          problems.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more,
          "name a file that library/validation/validate.py has written");
    }
    return new Validations(lines);
  }

  /**
   * The optimizer that is no baseline.
   *
   * @param file what to call the results in messages
   * @return its name
   * @throws RunException if there is none, or several
   */
  public String find(Path file) {
    TreeSet<String> names =
        lines.stream().map(Validation::optimizer).collect(Collectors.toCollection(TreeSet::new));
    BASELINES.forEach(names::remove);
    if (names.size() != 1) {
      throw RunException.of(
          file,
          names.isEmpty() ? "no optimizer but the baselines" : "several optimizers " + names,
          "choose one with --optimizer");
    }
    return names.first();
  }

  /**
   * How a find compares with the baselines, one sentence for each setting.
   *
   * @param file what to call the results in messages
   * @param find the name of the optimizer
   * @return sentences by setting
   * @throws RunException if there are no results of it, or of a baseline, in a setting, or what was
   *     run was not the best of its tuning
   */
  public Map<String, String> comparison(Path file, String find) {
    Map<String, List<Validation>> settings =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    Validation::setting, LinkedHashMap::new, Collectors.toList()));
    Map<String, String> sentences = new LinkedHashMap<>();
    settings.forEach((setting, trainings) -> {
      if (trainings.stream().anyMatch(training -> training.optimizer().equals(find))) {
        sentences.put(setting, sentence(file, setting, trainings, find));
      }
    });
    if (sentences.isEmpty()) {
      throw RunException.of(file, "no results of " + find, "choose another with --optimizer");
    }
    return sentences;
  }

  private static String sentence(
      Path file, String setting, List<Validation> trainings, String find) {
    List<String> parts = new ArrayList<>();
    String device = "";
    for (String optimizer : List.of(find, BASELINES.get(0), BASELINES.get(1))) {
      List<Validation> own =
          trainings.stream().filter(training -> training.optimizer().equals(optimizer)).toList();
      List<Validation> results = purpose(own, Trial.RESULT);
      if (results.isEmpty()) {
        throw RunException.of(
            file,
            "no results of " + optimizer + " as " + setting,
            "let the harness run to its end; run again, it goes on");
      }
      checkTuned(file, optimizer, purpose(own, Trial.TUNE), results);
      parts.add(optimizer + " " + loss(results));
      device = results.getFirst().device();
    }
    return "%s, %s: select loss %s (%s)"
        .formatted(
            setting, device, parts.getFirst(), String.join(", ", parts.subList(1, parts.size())));
  }

  private static List<Validation> purpose(List<Validation> trainings, String purpose) {
    return trainings.stream().filter(training -> training.purpose().equals(purpose)).toList();
  }

  private static void checkTuned(
      Path file, String optimizer, List<Validation> tuning, List<Validation> results) {
    Validation best =
        tuning.stream()
            .filter(training -> !Double.isNaN(training.loss()))
            .min(Comparator.comparingDouble(Validation::loss))
            .orElse(null);
    for (Validation result : results) {
      if (best == null
          || result.learningRate() != best.learningRate()
          || !result.settings().equals(best.settings())
          || !result.source().equals(best.source())) {
        throw RunException.of(
            file,
            "results of " + optimizer + " that are not at the best of its tuning",
            "do not mix files of different grids or sources");
      }
    }
  }

  /** The mean and its standard error over those that trained, and how many did not. */
  private static String loss(List<Validation> results) {
    double[] losses =
        results.stream().mapToDouble(Validation::loss).filter(x -> !Double.isNaN(x)).toArray();
    if (losses.length == 0) {
      return "never trained in " + results.size() + " seeds";
    }
    double mean = 0;
    for (double loss : losses) {
      mean += loss / losses.length;
    }
    double squares = 0;
    for (double loss : losses) {
      squares += (loss - mean) * (loss - mean);
    }
    double error = Math.sqrt(squares / (losses.length - 1) / losses.length);
    String failed =
        losses.length == results.size() ? "" : ", " + (results.size() - losses.length) + " failed";
    return losses.length == 1
        ? String.format(Locale.ROOT, "%.4f over 1 seed%s", mean, failed)
        : String.format(
            Locale.ROOT, "%.4f +- %.4f over %d seeds%s", mean, error, losses.length, failed);
  }
}
