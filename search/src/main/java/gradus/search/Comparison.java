package gradus.search;

import gradus.grammar.Program;
import gradus.proxies.Metric;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Score;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains contenders from the same fresh seeds and looks, for the first time, at the test part.
 *
 * @param metric what is shown beside the losses
 * @param rows one for each contender, in their order
 */
public record Comparison(Metric metric, List<Row> rows) {
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
   * @param selectMetric metrics on the select part
   * @param test losses on the test part
   * @param testMetric metrics on the test part
   */
  record Row(String name, Sample select, Sample selectMetric, Sample test, Sample testMetric) {}

  static Comparison of(List<Contender> contenders, Task task, List<Long> seeds, Workers workers)
      throws InterruptedException {
    return new Comparison(
        task.metric(),
        workers.all(contenders, (evaluator, one) -> row(evaluator, one, task, seeds)));
  }

  private static Row row(Evaluator evaluator, Contender contender, Task task, List<Long> seeds) {
    List<Double> select = new ArrayList<>();
    List<Double> selectMetric = new ArrayList<>();
    List<Double> test = new ArrayList<>();
    List<Double> testMetric = new ArrayList<>();
    for (long seed : seeds) {
      Trainer trainer = contender.trainer(task.steps());
      Outcome outcome = evaluator.train(contender.program(), trainer, seed);
      boolean trained = outcome.category() == Outcome.Category.TRAINED;
      Score last = trained ? evaluator.score(Part.TEST) : new Score(Double.NaN, Double.NaN);
      select.add(trained ? outcome.select().loss() : Double.NaN);
      selectMetric.add(trained ? task.metric().of(outcome.select()) : Double.NaN);
      test.add(last.loss());
      testMetric.add(task.metric().of(last));
    }
    return new Row(
        contender.name(),
        new Sample(select),
        new Sample(selectMetric),
        new Sample(test),
        new Sample(testMetric));
  }

  /**
   * The table, and how the last contender differs from each other one. Where the metric is the loss
   * there is nothing beside it.
   *
   * @return lines of text
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    boolean both = metric != Metric.LOSS;
    String label = both ? metric.label() : "";
    label += metric == Metric.ACCURACY ? " %" : "";
    line(text, "", "select loss", label, "test loss", label, "");
    for (Row row : rows) {
      line(
          text,
          row.name(),
          number(row.select(), 4),
          both ? number(row.selectMetric(), 2) : "",
          number(row.test(), 4),
          both ? number(row.testMetric(), 2) : "",
          row.select().failures() == 0 ? "" : "  (" + row.select().failures() + " failed)");
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

  private static void line(StringBuilder text, Object... cells) {
    String line = String.format(Locale.ROOT, "%-70s %-18s %-14s %-18s %s%s", cells);
    text.append(line.stripTrailing()).append('\n');
  }

  private static String number(Sample sample, int digits) {
    return String.format(
        Locale.ROOT,
        "%." + digits + "f +- %." + digits + "f",
        sample.mean(),
        sample.standardError());
  }
}
