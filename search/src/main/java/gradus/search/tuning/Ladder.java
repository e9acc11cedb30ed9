package gradus.search.tuning;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.search.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Tables in Markdown of what tuned optimizers come to: how good they are, with which settings, and
 * which tasks can tell optimizers apart.
 */
public final class Ladder {
  private static final double GIGA = 1e9;
  private static final int ENOUGH = 3;

  private final List<Tuned> all;

  /**
   * The tables of some tunings.
   *
   * @param all in any order
   */
  public Ladder(List<Tuned> all) {
    Comparator<Tuned> order =
        Comparator.comparing(Tuned::task)
            .thenComparing(Ladder::scale)
            .thenComparing(Tuned::optimizer);
    this.all = all.stream().sorted(order).toList();
  }

  private static Scale scale(Tuned tuned) {
    return Scale.named(tuned.scale());
  }

  private static Task task(Tuned tuned) {
    return Family.named(tuned.task()).at(scale(tuned));
  }

  private Optional<Tuned> find(String optimizer, String task, Scale scale) {
    return all.stream()
        .filter(tuned -> tuned.optimizer().equals(optimizer))
        .filter(tuned -> tuned.task().equals(task) && scale(tuned) == scale)
        .findFirst();
  }

  /** Each once: tasks have no equality. */
  private List<Task> tasks() {
    Map<String, Task> tasks = new LinkedHashMap<>();
    all.forEach(tuned -> tasks.putIfAbsent(tuned.task() + " " + tuned.scale(), task(tuned)));
    return List.copyOf(tasks.values());
  }

  /**
   * The metric on the test part, a row for each task and scale, a column for each optimizer.
   *
   * @param optimizers the columns
   * @return a table; where an optimizer was not tuned, a dash
   */
  public String results(List<String> optimizers) {
    Rows rows = new Rows();
    List<String> head =
        new ArrayList<>(List.of("task", "scale", "weights", "GFLOP", "seconds", "metric"));
    head.addAll(optimizers);
    rows.head(head);
    for (String name : tasks().stream().map(Task::name).distinct().toList()) {
      for (Scale scale : Scale.values()) {
        List<Optional<Tuned>> mine =
            optimizers.stream().map(optimizer -> find(optimizer, name, scale)).toList();
        if (mine.stream().anyMatch(Optional::isPresent)) {
          rows.add(row(Family.named(name).at(scale), mine));
        }
      }
    }
    return rows.toString();
  }

  private static List<String> row(Task task, List<Optional<Tuned>> tuned) {
    double flops = (double) task.flops() * task.steps() / GIGA;
    double seconds =
        tuned.stream().flatMap(Optional::stream).mapToDouble(Tuned::seconds).min().orElseThrow();
    List<String> row = new ArrayList<>();
    row.add("`" + task.name() + "`");
    row.add(task.scale().label());
    row.add(String.format(Locale.ROOT, "%,d", task.parameters()));
    row.add(String.format(Locale.ROOT, flops < 1 ? "%.2f" : "%,.0f", flops));
    row.add(String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.0f", seconds));
    row.add(task.metric().label());
    for (Optional<Tuned> one : tuned) {
      row.add(one.map(t -> text(task.metric(), t.testMetrics())).orElse("–"));
    }
    return row;
  }

  private static String text(Metric metric, Sample sample) {
    return metric.text(sample.mean()) + " ± " + metric.text(sample.standardError()).strip();
  }

  /**
   * Every choice: its learning rate and hyperparameters, how many cells were looked at, and the
   * loss on the select part.
   *
   * @return a table
   */
  public String settings() {
    Rows rows = new Rows();
    rows.head(
        List.of(
            "task", "scale", "optimizer", "learning rate", "settings", "cells", "seeds", "loss"));
    for (Tuned tuned : all) {
      Sample losses = tuned.losses();
      rows.add(
          List.of(
              "`" + tuned.task() + "`",
              tuned.scale(),
              tuned.optimizer(),
              Double.toString(tuned.setting().learningRate()),
              tuned.setting().text(),
              Integer.toString(tuned.cells()),
              Integer.toString(losses.values().size()),
              String.format(Locale.ROOT, "%.4g ± %.2g", losses.mean(), losses.standardError())));
    }
    return rows.toString();
  }

  /**
   * How far apart two optimizers are on each task, in standard errors of the difference, and how
   * large a deviation between seeds is beside the difference. A search can trust a task where the
   * first is above 3 and the second below a third.
   *
   * @param first an optimizer
   * @param second another
   * @return a table
   */
  public String gaps(String first, String second) {
    Rows rows = new Rows();
    rows.head(
        List.of(
            "task",
            "scale",
            "loss of " + first,
            "loss of " + second,
            "gap in standard errors",
            "deviation between seeds / gap"));
    for (Task task : tasks()) {
      Optional<Tuned> a = find(first, task.name(), task.scale());
      Optional<Tuned> b = find(second, task.name(), task.scale());
      if (a.isPresent() && b.isPresent()) {
        rows.add(gap(task, a.get().losses(), b.get().losses()));
      }
    }
    return rows.toString();
  }

  private static List<String> gap(Task task, Sample a, Sample b) {
    double gap = Math.abs(a.mean() - b.mean());
    double error = Math.hypot(a.standardError(), b.standardError());
    double deviation = Math.sqrt((a.variance() + b.variance()) / 2);
    return List.of(
        "`" + task.name() + "`",
        task.scale().label(),
        String.format(Locale.ROOT, "%.4g", a.mean()),
        String.format(Locale.ROOT, "%.4g", b.mean()),
        String.format(Locale.ROOT, "%.1f", gap / error),
        String.format(Locale.ROOT, "%.2f", deviation / gap));
  }

  /**
   * How alike two scales rank the optimizers that were tuned on both: Spearman's coefficient of the
   * mean losses, in which an optimizer that failed comes last. Beside it how alike the seeds of one
   * scale rank them, every other one of those that judged against the rest: what chance takes away
   * there, it takes from the agreement of the scales too.
   *
   * @param lower a scale
   * @param higher another
   * @return a table with the tasks that have at least three such optimizers
   */
  public String correlations(Scale lower, Scale higher) {
    Rows rows = new Rows();
    rows.head(
        List.of(
            "task",
            "optimizers",
            "rank correlation of " + lower.label() + " and " + higher.label(),
            "of seeds at " + lower.label(),
            "of seeds at " + higher.label(),
            "best at " + lower.label(),
            "best at " + higher.label()));
    for (String name : tasks().stream().map(Task::name).distinct().toList()) {
      List<Tuned> small = new ArrayList<>();
      List<Tuned> large = new ArrayList<>();
      for (Tuned tuned : all) {
        Optional<Tuned> other = find(tuned.optimizer(), name, higher);
        if (tuned.task().equals(name) && scale(tuned) == lower && other.isPresent()) {
          small.add(tuned);
          large.add(other.get());
        }
      }
      if (small.size() >= ENOUGH) {
        rows.add(
            List.of(
                "`" + name + "`",
                Integer.toString(small.size()),
                alike(losses(small, Ladder::loss), losses(large, Ladder::loss)),
                alike(losses(small, one -> half(one, 0)), losses(small, one -> half(one, 1))),
                alike(losses(large, one -> half(one, 0)), losses(large, one -> half(one, 1))),
                best(small),
                best(large)));
      }
    }
    return rows.toString();
  }

  private static String alike(double[] first, double[] second) {
    double rho = new SpearmansCorrelation().correlation(first, second);
    return Double.isNaN(rho) ? "–" : String.format(Locale.ROOT, "%.2f", rho);
  }

  private static double[] losses(List<Tuned> tuned, ToDoubleFunction<Tuned> loss) {
    return tuned.stream().mapToDouble(loss).toArray();
  }

  private static double loss(Tuned tuned) {
    Sample losses = tuned.losses();
    return losses.failures() > 0 ? Double.POSITIVE_INFINITY : losses.mean();
  }

  /** The mean loss of every other seed. */
  private static double half(Tuned tuned, int first) {
    Sample losses = tuned.losses();
    return losses.failures() > 0
        ? Double.POSITIVE_INFINITY
        : IntStream.range(0, losses.values().size())
            .filter(i -> i % 2 == first)
            .mapToDouble(i -> losses.values().get(i))
            .average()
            .orElse(Double.NaN);
  }

  private static String best(List<Tuned> tuned) {
    StringJoiner names = new StringJoiner(", ");
    tuned.stream()
        .sorted(Comparator.comparingDouble(Ladder::loss))
        .limit(ENOUGH)
        .forEach(one -> names.add(one.optimizer()));
    return names.toString();
  }

  /** Lines of a table in Markdown. */
  private static final class Rows {
    private final StringBuilder text = new StringBuilder();

    void head(List<String> cells) {
      add(cells);
      add(cells.stream().map(cell -> "---").toList());
    }

    void add(List<String> cells) {
      text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
