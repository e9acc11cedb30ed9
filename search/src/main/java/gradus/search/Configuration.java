package gradus.search;

import java.util.Arrays;
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
    /** The last statement multiplies the update by it; no other sees it. */
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
   * @throws SearchException if no mutation can happen
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

  /**
   * What candidates are trained on.
   *
   * @return names of tasks, at least one
   */
  public List<String> tasks() {
    return list("task");
  }

  /**
   * The size of the tasks' models, data and steps.
   *
   * @return the label of a scale
   */
  public String scale() {
    return text("scale");
  }

  /**
   * Examples of each step.
   *
   * @return 0 for those of the tasks
   */
  public int batch() {
    return whole("batch");
  }

  /**
   * Steps of each training.
   *
   * @return 0 for those of the tasks
   */
  public int steps() {
    return whole("steps");
  }

  /**
   * How candidates are proposed.
   *
   * @return the name of a strategy
   */
  public String strategy() {
    return text("strategy");
  }

  /**
   * Where all randomness begins.
   *
   * @return any number
   */
  public long seed() {
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

  /**
   * How many programs are generated at most.
   *
   * @return 0 where only evaluations count
   */
  public int candidates() {
    return whole("candidates");
  }

  /**
   * From how many seeds a new program is trained at most.
   *
   * @return at least 1
   */
  public int trainings() {
    return whole("trainings");
  }

  /**
   * Among which share of the last candidates a program has to be to be trained from a further seed.
   *
   * @return 1 where all are trained from as many seeds
   */
  public double racing() {
    return share("racing");
  }

  /**
   * From how many seeds a program is trained at most that comes again.
   *
   * @return 0 where a program that comes again is not trained again
   */
  public int resampling() {
    return whole("resampling");
  }

  /**
   * Among which share of the last candidates a program has to be that is trained again.
   *
   * @return from 0 to 1
   */
  public double resamplingShare() {
    return share("resampling_share");
  }

  /**
   * After which share of its steps a hopeless training ends.
   *
   * @return 0 for never
   */
  public double hurdle() {
    return share("hurdle");
  }

  /**
   * Above which share of the first loss a training is hopeless there.
   *
   * @return above 0 and at most 1
   */
  public double hurdleHeight() {
    return share("hurdle_height");
  }

  /**
   * Whether programs are looked at before they are trained.
   *
   * @return whether to screen
   */
  public boolean screening() {
    return text("screen").equals("on");
  }

  /**
   * Whether programs that behave alike count as the same.
   *
   * @return false where only those do that compute the same
   */
  public boolean behaviour() {
    return text("cache").equals("behaviour");
  }

  /**
   * How long the trainings of one candidate may take.
   *
   * @return seconds
   */
  public long deadline() {
    return whole("deadline");
  }

  /**
   * The programs to begin from.
   *
   * @return names of optimizers or files, at least one
   */
  public List<String> starts() {
    return list("start");
  }

  /**
   * What programs may do with the learning rate.
   *
   * @return the rule
   */
  public LearningRate learningRate() {
    return LearningRate.of(text("learning_rate"));
  }

  /**
   * Which functions are inserted.
   *
   * @return the name of a set of functions
   */
  public String functions() {
    return text("functions");
  }

  /**
   * Functions beside those of the set.
   *
   * @return their names
   */
  public List<String> allowed() {
    return list("allow");
  }

  /**
   * Functions of the set that are not inserted.
   *
   * @return their names
   */
  public List<String> forbidden() {
    return list("forbid");
  }

  /**
   * The most statements a program may have.
   *
   * @return at least 1
   */
  public int length() {
    return whole("length");
  }

  /**
   * The most bytes of state a program may have for each weight.
   *
   * @return 0 where there is no limit
   */
  public int stateBytes() {
    return whole("state_bytes");
  }

  /**
   * The most operations a program may make for each weight.
   *
   * @return 0 where there is no limit
   */
  public int flops() {
    return whole("flops");
  }

  /**
   * How many programs live at a time.
   *
   * @return at least 2
   */
  public int population() {
    return whole("population");
  }

  /**
   * Whether programs without a fitness enter the population.
   *
   * @return true as in the paper
   */
  public boolean failuresLive() {
    return text("failures").equals("live");
  }

  /**
   * How many programs compete to be the parent.
   *
   * @return at least 1
   */
  public int tournament() {
    return whole("tournament");
  }

  /**
   * How far proposals may run ahead of their outcomes.
   *
   * @return at least 1
   */
  public int window() {
    return whole("window");
  }

  /**
   * After how many evaluations without a better program the population becomes the best one.
   *
   * @return 0 for never
   */
  public int restart() {
    return whole("restart");
  }

  /**
   * How many of the best are trained again.
   *
   * @return at least 1
   */
  public int finalists() {
    return whole("finalists");
  }

  /**
   * From how many fresh seeds finalists are trained.
   *
   * @return at least 2
   */
  public int finalTrainings() {
    return whole("final_trainings");
  }

  /**
   * How many trainings run at a time.
   *
   * @return at least 1
   */
  public int workers() {
    return whole("workers");
  }
}
