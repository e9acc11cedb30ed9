package gradus.search;

import gradus.grammar.Program;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Score;
import gradus.proxies.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains contenders from the same fresh seeds and looks, for the first time, at the test part.
 *
 * @param rows one for each contender, in their order
 */
public record Comparison(List<Row> rows) {
  /**
   * A program with the way in which it is trained.
   *
   * @param name what the table calls it
   * @param program the update rule
   * @param rate the peak learning rate
   * @param schedule how the learning rate goes down
   */
  public record Contender(String name, Program program, double rate, Schedule schedule) {
    Trainer trainer(int steps) {
      return Trainer.of(steps, rate, schedule);
    }
  }

  /**
   * How a contender did.
   *
   * @param name what the table calls it
   * @param select losses on the select part, one for each seed
   * @param selectAccuracy accuracies on the select part
   * @param test losses on the test part
   * @param testAccuracy accuracies on the test part
   */
  record Row(String name, Sample select, Sample selectAccuracy, Sample test, Sample testAccuracy) {}

  static Comparison of(List<Contender> contenders, int steps, List<Long> seeds, Workers workers)
      throws InterruptedException {
    return new Comparison(
        workers.all(contenders, (evaluator, one) -> row(evaluator, one, steps, seeds)));
  }

  private static Row row(Evaluator evaluator, Contender contender, int steps, List<Long> seeds) {
    List<Double> select = new ArrayList<>();
    List<Double> selectAccuracy = new ArrayList<>();
    List<Double> test = new ArrayList<>();
    List<Double> testAccuracy = new ArrayList<>();
    for (long seed : seeds) {
      Outcome outcome = evaluator.train(contender.program(), contender.trainer(steps), seed);
      boolean trained = outcome.category() == Outcome.Category.TRAINED;
      Score last = trained ? evaluator.score(Part.TEST) : new Score(Double.NaN, Double.NaN);
      select.add(trained ? outcome.select().loss() : Double.NaN);
      selectAccuracy.add(trained ? 100 * outcome.select().accuracy() : Double.NaN);
      test.add(last.loss());
      testAccuracy.add(100 * last.accuracy());
    }
    return new Row(
        contender.name(),
        new Sample(select),
        new Sample(selectAccuracy),
        new Sample(test),
        new Sample(testAccuracy));
  }

  /**
   * The table, and how the last contender differs from each other one.
   *
   * @return lines of text
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-70s %-18s %-14s %-18s %s%n",
            "",
            "select loss",
            "accuracy %",
            "test loss",
            "accuracy %"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-70s %-18s %-14s %-18s %s%s%n",
              row.name(),
              number(row.select(), 4),
              number(row.selectAccuracy(), 2),
              number(row.test(), 4),
              number(row.testAccuracy(), 2),
              row.select().failures() == 0 ? "" : "  (" + row.select().failures() + " failed)"));
    }
    text.append(String.format("%nDifferences in select loss, paired by seed (less is better):%n"));
    Row find = rows.getLast();
    for (Row row : rows.subList(0, rows.size() - 1)) {
      Sample difference = find.select().minus(row.select());
      text.append(
          String.format(
              Locale.ROOT,
              "  %s - %s: %s, %.1f standard errors%n",
              find.name(),
              row.name(),
              number(difference, 4),
              difference.mean() / difference.standardError()));
    }
    return text.toString();
  }

  private static String number(Sample sample, int digits) {
    return String.format(
        Locale.ROOT,
        "%." + digits + "f +- %." + digits + "f",
        sample.mean(),
        sample.standardError());
  }
}
