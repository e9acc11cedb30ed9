package gradus.search;

import java.util.Map;

/**
 * The settings of a search, resolved. All but {@code workers} shape the outcome.
 *
 * @param task what candidates are trained on
 * @param scale the size of the task's model, data and steps
 * @param batch examples of each step; 0 for those of the task
 * @param seed where all randomness begins
 * @param evaluations how many different programs are trained
 * @param trainings from how many random seeds each is trained
 * @param steps steps of each training; 0 for those of the task
 * @param start the program to begin from: the name of an optimizer or a file
 * @param learningRate what programs may do with the learning rate
 * @param population how many programs live at a time
 * @param tournament how many compete to be the parent
 * @param window how far proposals may run ahead of their outcomes
 * @param length the most statements a program may have
 * @param insert weight of insertions
 * @param delete weight of deletions
 * @param change weight of changed arguments
 * @param finalists how many of the best are trained again
 * @param finalTrainings from how many fresh seeds
 * @param workers how many trainings run at a time
 */
public record Configuration(
    String task,
    String scale,
    int batch,
    long seed,
    int evaluations,
    int trainings,
    int steps,
    String start,
    LearningRate learningRate,
    int population,
    int tournament,
    int window,
    int length,
    double insert,
    double delete,
    double change,
    int finalists,
    int finalTrainings,
    int workers) {

  /** What programs may do with the learning rate. */
  public enum LearningRate {
    /** The last statement multiplies the update by it; no other sees it. */
    LOCKED,
    /** The last statement multiplies the update by it; others may read it. */
    READ_ONLY,
    /** It is a variable like others, as in the paper. */
    WRITABLE;

    static LearningRate of(String text) {
      return valueOf(text.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * Takes resolved settings.
   *
   * @param values every key of {@link Options}
   * @return the configuration
   * @throws SearchException if no mutation can happen
   */
  public static Configuration of(Map<String, String> values) {
    Configuration configuration =
        new Configuration(
            values.get("task"),
            values.get("scale"),
            Integer.parseInt(values.get("batch")),
            Long.parseLong(values.get("seed")),
            Integer.parseInt(values.get("evaluations")),
            Integer.parseInt(values.get("trainings")),
            Integer.parseInt(values.get("steps")),
            values.get("start"),
            LearningRate.of(values.get("learning_rate")),
            Integer.parseInt(values.get("population")),
            Integer.parseInt(values.get("tournament")),
            Integer.parseInt(values.get("window")),
            Integer.parseInt(values.get("length")),
            Double.parseDouble(values.get("mutation.insert")),
            Double.parseDouble(values.get("mutation.delete")),
            Double.parseDouble(values.get("mutation.change")),
            Integer.parseInt(values.get("finalists")),
            Integer.parseInt(values.get("final_trainings")),
            Integer.parseInt(values.get("workers")));
    if (configuration.insert + configuration.change == 0) {
      throw new SearchException(
          "mutation: nothing new can come up; found insert 0 and change 0; allowed: one above 0");
    }
    return configuration;
  }
}
