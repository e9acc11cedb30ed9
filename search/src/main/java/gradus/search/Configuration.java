package gradus.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a search, resolved; {@link Options} documents each. All but {@code workers} shape
 * the outcome; {@code deadline} does where it fires.
 *
 * @param values every key with its value, as text
 */
public record Configuration(Map<String, String> values) {
  /** Where a list has nothing in it. */
  static final String NONE = "none";

  /** What programs may do with the learning rate. */
  public enum LearningRate {
    /** The last statement multiplies the update by it; no other sees it, nor takes up the step. */
    LOCKED,
    /** The last statement multiplies the update by it; others may read it. */
    READ_ONLY,
    /** It is a variable like others, as in the paper. */
    WRITABLE;

    static LearningRate of(String text) {
      return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
  }

  /** Copies the map. */
  public Configuration {
    values = Map.copyOf(values);
  }

  /**
   * Takes resolved settings.
   *
   * @param values every key of {@link Options}
   * @return the configuration
   * @throws SearchException if no mutation can happen, or weights or a hurdle are none
   */
  public static Configuration of(Map<String, String> values) {
    Configuration configuration = new Configuration(values);
    if (configuration.share("mutation.insert")
            + configuration.share("mutation.change")
            + configuration.share("mutation.constant")
        == 0) {
      throw new SearchException(
          "mutation: nothing new can come up; found insert 0, change 0 and constant 0; allowed: one"
              + " above 0");
    }
    configuration.weights();
    if (configuration.hurdleHeight() == 0) {
      throw new SearchException("hurdle_height: found 0; allowed: above 0 and at most 1");
    }
    return configuration;
  }

  private String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + key);
    }
    return value;
  }

  private int whole(String key) {
    return Integer.parseInt(text(key));
  }

  /**
   * A setting that is a weight or a share.
   *
   * @param key its name
   * @return its value
   */
  public double share(String key) {
    return Double.parseDouble(text(key));
  }

  private List<String> list(String key) {
    String value = text(key).strip();
    return value.equals(NONE) ? List.of() : Arrays.asList(value.split("\\s*,\\s*"));
  }

  /** What candidates are trained on: names of tasks, at least one. */
  List<String> tasks() {
    return list("task");
  }

  /** The size of the tasks' models, data and steps: the label of a scale. */
  String scale() {
    return text("scale");
  }

  /** Examples of each step: 0 for those of the tasks. */
  int batch() {
    return whole("batch");
  }

  /** Steps of each training: 0 for those of the tasks. */
  int steps() {
    return whole("steps");
  }

  /** At which multiples of the learning rate everything is trained: each above 0, at least one. */
  List<Double> rates() {
    return numbers("rates");
  }

  /** How much each task counts: as many numbers above 0 as there are tasks. */
  List<Double> weights() {
    List<Double> weights = numbers("weights");
    int count = tasks().size();
    if (weights.size() != 1 && weights.size() != count) {
      throw new SearchException(
          "weights: found %s; allowed: one number, or one for each of %d tasks"
              .formatted(text("weights"), count));
    }
    return weights.size() == count ? weights : Collections.nCopies(count, weights.getFirst());
  }

  private List<Double> numbers(String key) {
    return list(key).stream().map(Double::valueOf).toList();
  }

  /** How candidates are proposed: the name of a strategy. */
  String strategy() {
    return text("strategy");
  }

  /** Where all randomness begins. */
  long seed() {
    return Long.parseLong(text("seed"));
  }

  /**
   * How many different programs are evaluated at most.
   *
   * @return at least 1
   */
  public int evaluations() {
    return whole("evaluations");
  }

  /** How many programs are generated at most: 0 where only evaluations count. */
  int candidates() {
    return whole("candidates");
  }

  /** From how many seeds a new program is trained at most. */
  int trainings() {
    return whole("trainings");
  }

  /**
   * Among which share of the last candidates a program has to be to be trained from a further seed:
   * 1 where all are trained from as many seeds.
   */
  double racing() {
    return share("racing");
  }

  /**
   * From how many seeds a program is trained at most that comes again: 0 where a program that comes
   * again is not trained again.
   */
  int resampling() {
    return whole("resampling");
  }

  /**
   * Among which share of the last candidates a program has to be that is trained again: from 0 to
   * 1.
   */
  double resamplingShare() {
    return share("resampling_share");
  }

  /** After which share of its steps a hopeless training ends: 0 for never. */
  double hurdle() {
    return share("hurdle");
  }

  /** Above which share of the first loss a training is hopeless there: above 0 and at most 1. */
  double hurdleHeight() {
    return share("hurdle_height");
  }

  /** Whether programs are looked at before they are trained: whether to screen. */
  boolean screening() {
    return text("screen").equals("on");
  }

  /**
   * Whether programs that behave alike count as the same: false where only those do that compute
   * the same.
   */
  boolean behaviour() {
    return text("cache").equals("behaviour");
  }

  /** How long the trainings of one candidate may take: seconds. */
  long deadline() {
    return whole("deadline");
  }

  /** The programs to begin from: names of optimizers or files, at least one. */
  List<String> starts() {
    return list("start");
  }

  /** What programs may do with the learning rate. */
  LearningRate learningRate() {
    return LearningRate.of(text("learning_rate"));
  }

  /** Which functions are inserted: the name of a set of functions. */
  String functions() {
    return text("functions");
  }

  /** Functions beside those of the set: their names. */
  List<String> allowed() {
    return list("allow");
  }

  /** Functions of the set that are not inserted: their names. */
  List<String> forbidden() {
    return list("forbid");
  }

  /** The most statements a program may have. */
  int length() {
    return whole("length");
  }

  /** The most bytes of state a program may have for each weight: 0 where there is no limit. */
  int stateBytes() {
    return whole("state_bytes");
  }

  /** The most operations a program may make for each weight: 0 where there is no limit. */
  int flops() {
    return whole("flops");
  }

  /** How many programs live at a time: at least 2. */
  int population() {
    return whole("population");
  }

  /** Whether programs without a fitness enter the population: true as in the paper. */
  boolean failuresLive() {
    return text("failures").equals("live");
  }

  /** Whether a child that computes what its parent does is a candidate: true as in the paper. */
  boolean neutralLive() {
    return text("neutral").equals("live");
  }

  /** How many programs compete to be the parent. */
  int tournament() {
    return whole("tournament");
  }

  /** How far proposals may run ahead of their outcomes. */
  int window() {
    return whole("window");
  }

  /**
   * After how many evaluations without a better program the population becomes the best one: 0 for
   * never.
   */
  int restart() {
    return whole("restart");
  }

  /** How many of the best are trained again. */
  int finalists() {
    return whole("finalists");
  }

  /** From how many fresh seeds finalists are trained: at least 2. */
  int finalTrainings() {
    return whole("final_trainings");
  }

  /** How many trainings run at a time. */
  int workers() {
    return whole("workers");
  }
}
