package gradus.search.tuning;

import gradus.grammar.Program;
import gradus.results.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A learning rate and hyperparameters.
 *
 * @param learningRate the peak learning rate
 * @param settings hyperparameters by name; the program's own values hold for all others
 */
public record Setting(double learningRate, Map<String, Double> settings) {
  /** Copies the map. */
  public Setting {
    settings = Map.copyOf(settings);
  }

  double get(String axis, Program program) {
    return axis.equals(Axis.LEARNING_RATE)
        ? learningRate
        : settings.getOrDefault(axis, program.hyperparameters().get(axis));
  }

  Setting with(String axis, double value, Program program) {
    if (axis.equals(Axis.LEARNING_RATE)) {
      return new Setting(value, settings);
    }
    Map<String, Double> others = new LinkedHashMap<>(settings);
    others.remove(axis);
    if (program.hyperparameters().get(axis) != value) {
      others.put(axis, value);
    }
    return new Setting(learningRate, others);
  }

  /**
   * The hyperparameters in words.
   *
   * @return {@code name=value} in the order of the names, joined by blanks; empty for none
   */
  public String text() {
    return settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  static Setting of(Trial trial) {
    Map<String, Double> settings = new LinkedHashMap<>();
    for (String word : trial.settings().isEmpty() ? new String[0] : trial.settings().split(" ")) {
      int sign = word.indexOf('=');
      settings.put(word.substring(0, sign), Double.valueOf(word.substring(sign + 1)));
    }
    return new Setting(trial.learningRate(), settings);
  }
}
