package gradus.results;

import java.util.List;

/**
 * One training with one setting, as a tuning remembers it.
 *
 * @param purpose {@code tune} for the choice of a setting, {@code result} for the trainings from
 *     fresh seeds by which the chosen setting is judged
 * @param task the name of the task
 * @param scale its scale
 * @param batch the examples of a step
 * @param steps the steps of the training
 * @param optimizer the name of the program
 * @param hash the canonical hash of the program with its settings
 * @param learningRate the peak learning rate
 * @param settings the hyperparameters that are not the program's own, as {@code name=value} joined
 *     by blanks
 * @param seed decides the initial weights and the order of the batches
 * @param outcome {@code trained}, or how it failed
 * @param loss the loss on the select part; NaN if it failed
 * @param metric the task's metric on the select part; NaN if it failed
 * @param testLoss the loss on the test part; NaN where nobody looked
 * @param testMetric the metric on the test part; NaN where nobody looked
 * @param seconds how long it took, on whatever ran it
 */
public record Trial(
    String purpose,
    String task,
    String scale,
    int batch,
    int steps,
    String optimizer,
    String hash,
    double learningRate,
    String settings,
    long seed,
    String outcome,
    double loss,
    double metric,
    double testLoss,
    double testMetric,
    double seconds) {

  /** The outcome of a training that came to its end and learned something. */
  public static final String TRAINED = "trained";

  /** The purpose of trainings that choose. */
  public static final String TUNE = "tune";

  /** The purpose of trainings that judge. */
  public static final String RESULT = "result";

  static final List<String> COLUMNS =
      List.of(
          "purpose",
          "task",
          "scale",
          "batch",
          "steps",
          "optimizer",
          "hash",
          "learning_rate",
          "settings",
          "seed",
          "outcome",
          "loss",
          "metric",
          "test_loss",
          "test_metric",
          "seconds");

  /**
   * What decides the outcome of a training. Trials with equal keys have equal results, to the bit.
   *
   * @param purpose whether the test part is looked at
   * @param task the name of the task
   * @param scale its scale
   * @param batch the examples of a step
   * @param steps the steps of the training
   * @param optimizer the name of the program
   * @param hash the canonical hash of the program with its settings
   * @param learningRate the peak learning rate
   * @param seed decides the initial weights and the order of the batches
   */
  public record Key(
      String purpose,
      String task,
      String scale,
      int batch,
      int steps,
      String optimizer,
      String hash,
      double learningRate,
      long seed) {}

  /**
   * What decides the outcome.
   *
   * @return the key
   */
  public Key key() {
    return new Key(purpose, task, scale, batch, steps, optimizer, hash, learningRate, seed);
  }

  List<String> fields() {
    return List.of(
        purpose,
        task,
        scale,
        Integer.toString(batch),
        Integer.toString(steps),
        optimizer,
        hash,
        Double.toString(learningRate),
        settings,
        Long.toString(seed),
        outcome,
        text(loss),
        text(metric),
        text(testLoss),
        text(testMetric),
        Double.toString(seconds));
  }

  private static String text(double number) {
    return Double.isNaN(number) ? "" : Double.toString(number);
  }

  /** Throws {@link IllegalArgumentException} at fields that {@link #fields} does not write. */
  static Trial of(List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(fields.size() + " fields");
    }
    return new Trial(
        fields.get(0),
        fields.get(1),
        fields.get(2),
        Integer.parseInt(fields.get(3)),
        Integer.parseInt(fields.get(4)),
        fields.get(5),
        fields.get(6),
        Double.parseDouble(fields.get(7)),
        fields.get(8),
        Long.parseLong(fields.get(9)),
        fields.get(10),
        number(fields.get(11)),
        number(fields.get(12)),
        number(fields.get(13)),
        number(fields.get(14)),
        Double.parseDouble(fields.get(15)));
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
