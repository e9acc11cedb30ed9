package gradus.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gradus.grammar.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The settings of a search and how they are read: defaults, then a file, then single values. */
public final class Options {
  private static final List<Option> ROWS =
      List.of(
          Option.text(
              "task", "digits", "What candidates are trained on; several joined by commas."),
          Option.choice(
              "scale", "The size of the task's model, data and steps.", "1", "tiny", "10", "100"),
          Option.whole("batch", 0, 0, 1_000_000, "Examples of each step; 0 for those of the task."),
          Option.whole(
              "steps", 0, 0, 10_000_000, "Steps of each training; 0 for those of the task."),
          Option.numbers(
              "rates",
              "1",
              "Every training is made at each of these multiples of the learning rate, and the best"
                  + " counts."),
          Option.numbers(
              "weights",
              "1",
              "How much each of several tasks counts; one number for all, or each."),
          Option.choice("strategy", "How candidates are proposed.", Strategies.names()),
          Option.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE, "Where all randomness begins."),
          Option.whole(
              "evaluations", 2000, 1, 100_000_000, "How many different programs are evaluated."),
          Option.whole(
              "candidates", 0, 0, 100_000_000, "How many programs are generated; 0 for no limit."),
          Option.whole(
              "trainings", 3, 1, 1000, "From how many random seeds a new program is trained."),
          Option.share(
              "racing",
              0.5,
              1,
              "A program is trained from a further seed while it is in this share of the last ones."),
          Option.whole(
              "resampling", 12, 0, 1000, "Seeds at most for a good program that comes again."),
          Option.share("resampling_share", 0.1, 1, "A program is good when it is in this share."),
          Option.share(
              "hurdle",
              0,
              1,
              "After this share of the steps a hopeless training ends; 0 for never."),
          Option.share(
              "hurdle_height", 0.9, 1, "Hopeless: the loss is above this share of the first one."),
          Option.choice("screen", "Whether updates are tested before a training.", "on", "off"),
          Option.choice(
              "cache",
              "Programs that are trained once: those that compute the same, or behave alike.",
              "hash",
              "behaviour"),
          Option.whole("deadline", 600, 1, 1_000_000, "Seconds that one candidate may take."),
          Option.text(
              "start",
              "adamw_search",
              "The program to begin from: an optimizer or a file; several" + " joined by commas."),
          Option.choice(
              "learning_rate",
              "Locked: the trainer applies the schedule and programs do not see it. Read-only:"
                  + " they see it too. Writable: they apply it, as in the paper.",
              "locked",
              "read-only",
              "writable"),
          Option.choice("functions", "What is inserted.", "paper", "extended"),
          Option.text("allow", Configuration.NONE, "Functions beside those of the set."),
          Option.text("forbid", Configuration.NONE, "Functions of the set that are left out."),
          Option.whole("length", 60, 1, 900, "The most statements a program may have."),
          Option.whole(
              "state_bytes", 0, 0, 1000, "Bytes of state for each weight at most; 0 for no limit."),
          Option.whole(
              "flops", 0, 0, 100_000, "Operations for each weight at most; 0 for no limit."),
          Option.whole("population", 200, 2, 1_000_000, "How many programs live at a time."),
          Option.choice(
              "failures",
              "Whether programs without a fitness enter the population, as in the paper.",
              "die",
              "live"),
          Option.choice(
              "neutral",
              "Whether a child that computes what its parent does is a candidate, as in the paper.",
              "die",
              "live"),
          Option.whole("tournament", 2, 1, 1000, "How many programs compete to be the parent."),
          Option.whole(
              "window", 16, 1, 10_000, "How far proposals may run ahead of their outcomes."),
          Option.whole(
              "restart",
              0,
              0,
              100_000_000,
              "Candidates without a better one, before all live as the best so far; 0 for never."),
          Option.share("mutation.insert", 1, 1000, "How often a statement is inserted."),
          Option.share("mutation.delete", 1, 1000, "How often a statement is deleted."),
          Option.share("mutation.change", 1, 1000, "How often an argument is changed."),
          Option.share(
              "mutation.constant", 3, 1000, "How often a constant of a live statement is changed."),
          Option.whole(
              "finalists", 20, 1, 1000, "How many of the best are trained again to be ranked."),
          Option.whole(
              "final_trainings", 10, 2, 1000, "From how many fresh seeds finalists are trained."),
          Option.whole("workers", 2, 1, 1024, "How many trainings run at a time."));

  private Options() {}

  /**
   * The settings when nothing is said.
   *
   * @return every key with its default
   */
  public static SequencedMap<String, String> defaults() {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    ROWS.forEach(row -> values.put(row.key(), row.fallback()));
    return values;
  }

  /**
   * The settings as a table: key, default, what is allowed, documentation.
   *
   * @return one row for each setting
   */
  public static List<List<String>> table() {
    return ROWS.stream()
        .map(row -> List.of(row.key(), row.fallback(), row.allowed(), row.documentation()))
        .toList();
  }

  /**
   * Reads a file of settings.
   *
   * @param where what to call it in messages
   * @param text YAML: a mapping, whose nested keys are joined by dots
   * @return what it sets
   * @throws SearchException if it is not a mapping of keys to values
   */
  public static Map<String, String> read(String where, String text) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new SearchException(
          where
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": not YAML; found "
              + e.getOriginalMessage().lines().findFirst().orElse("nothing"));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (tree == null || tree.isMissingNode() || tree.isNull()) {
      return values;
    }
    if (!tree.isObject()) {
      throw new SearchException(where + ": not a mapping; allowed: lines such as 'seed: 1'");
    }
    flatten("", tree, values);
    return values;
  }

  private static void flatten(String prefix, JsonNode tree, Map<String, String> values) {
    tree.properties()
        .forEach(entry -> {
          String key = prefix + entry.getKey();
          if (entry.getValue().isObject()) {
            flatten(key + ".", entry.getValue(), values);
          } else {
            values.put(key, text(entry.getValue()));
          }
        });
  }

  /** A list of values is what it is on one line, joined by commas. */
  private static String text(JsonNode value) {
    if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
      return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
    }
    return value.isValueNode() ? value.asText() : "a list of lists";
  }

  /**
   * Puts settings over the defaults.
   *
   * @param where what to call their source in messages
   * @param set what is set
   * @param base what holds otherwise, every key
   * @return every key with its value
   * @throws SearchException with a line for each unknown key and each wrong value
   */
  public static SequencedMap<String, String> merge(
      String where, Map<String, String> set, Map<String, String> base) {
    SequencedMap<String, String> values = new LinkedHashMap<>(base);
    List<String> problems = new ArrayList<>();
    set.forEach((key, value) -> {
      Option option = ROWS.stream().filter(row -> row.key().equals(key)).findFirst().orElse(null);
      if (option == null) {
        problems.add(
            "%s: unknown key; found %s; allowed: %s"
                .formatted(where, Names.quote(key), Names.allowed(key, base.keySet())));
      } else if (!option.check().accepts(value)) {
        problems.add(
            "%s: wrong value for %s; found %s; allowed: %s"
                .formatted(where, key, Names.quote(value), option.allowed()));
      } else {
        values.put(key, value);
      }
    });
    if (!problems.isEmpty()) {
      throw new SearchException(String.join("\n", problems));
    }
    return values;
  }
}
