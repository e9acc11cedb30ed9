package gradus.search.report;

import gradus.results.RunDirectory;
import gradus.search.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a run, as far as they are told; a run of another version may have others.
 *
 * @param values by key
 */
record Settings(SortedMap<String, String> values) {
  /** What does not shape the outcome. */
  static final String WORKERS = "workers";

  static Settings of(RunDirectory run) {
    Map<String, String> values = Options.read(RunDirectory.CONFIG, run.config());
    return new Settings(new TreeMap<>(values));
  }

  String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  OptionalInt whole(String key) {
    try {
      return OptionalInt.of(Integer.parseInt(values.getOrDefault(key, "")));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  List<String> tasks() {
    return Arrays.asList(text("task", "a task").strip().split("\\s*,\\s*"));
  }

  /** At which multiples of the learning rate everything is trained. */
  List<Double> rates() {
    return Arrays.stream(text("rates", "1").strip().split("\\s*,\\s*"))
        .map(Double::valueOf)
        .toList();
  }

  /** From how many trainings a fitness is compared with others: it may be luck before. */
  int leastTrainings() {
    return whole("trainings").orElse(1) * tasks().size();
  }

  /** The settings that shape the outcome. */
  SortedMap<String, String> shaping() {
    SortedMap<String, String> shaping = new TreeMap<>(values);
    shaping.remove(WORKERS);
    return shaping;
  }
}
