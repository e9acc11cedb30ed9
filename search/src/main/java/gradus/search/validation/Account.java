package gradus.search.validation;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.search.Sample;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Tuned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a validation came to, in Markdown, and as evidence for the header of a find. */
public final class Account {
  /** The first line of every account. */
  public static final String TITLE = "# Validation";

  private static final String DASH = "–";

  private final List<Stage> stages;
  private final Plan plan;

  /**
   * The account of some stages.
   *
   * @param stages in their order
   * @param plan how all were tuned
   */
  public Account(List<Stage> stages, Plan plan) {
    this.stages = List.copyOf(stages);
    this.plan = plan;
  }

  /**
   * All of it.
   *
   * @param trainings how many trainings the table of trials has
   * @return Markdown
   */
  public String text(int trainings) {
    StringBuilder text = new StringBuilder(TITLE + "\n\n");
    text.append(
        """
        %,d trainings in all. Everything is tuned alike: at most %d settings each, judged by %d seeds; \
        losses are from %d others, mean ± standard error. Less is better. A difference is that of the \
        find less the other, paired by seed. It is a win or a loss where it is at least 2 standard \
        errors and p (paired t-test) is below 0.05; everything else is a tie. p-values are of single \
        comparisons.
        """
            .formatted(trainings, plan.budget(), plan.seeds(), plan.fresh()));
    for (Stage stage : stages) {
      text.append("\n## ").append(stage.title()).append("\n\n").append(losses(stage));
      stage.finds().forEach(find -> text.append('\n').append(differences(stage, find)));
      text.append('\n').append(verdicts(stage));
    }
    text.append("\n## Settings\n\n").append(settings());
    return text.toString();
  }

  private static List<Contender> all(Stage stage) {
    return Stream.concat(stage.finds().stream(), stage.baselines().stream()).toList();
  }

  private static String losses(Stage stage) {
    List<Contender> all = all(stage);
    StringBuilder rows = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("task", "loss on the part"));
    all.forEach(one -> head.add(one.name()));
    row(rows, head);
    row(rows, head.stream().map(cell -> "---").toList());
    for (String task : stage.tasks()) {
      List<String> cells = new ArrayList<>(List.of("`" + task + "`", part(stage)));
      all.forEach(one -> cells.add(stage.of(one, task).map(t -> cell(stage, t)).orElse(DASH)));
      row(rows, cells);
    }
    return rows.toString();
  }

  private static String part(Stage stage) {
    return stage.test() ? "test" : "select";
  }

  private static String cell(Stage stage, Tuned tuned) {
    Sample losses = losses(stage, tuned);
    Metric metric = Family.named(tuned.task()).at(stage.scale()).metric();
    Sample values = stage.test() ? tuned.testMetrics() : tuned.metrics();
    String text = number(losses);
    if (metric != Metric.LOSS) {
      text += " (" + metric.text(values.mean()) + ")";
    }
    return losses.failures() == 0 ? text : text + ", " + losses.failures() + " failed";
  }

  private static Sample losses(Stage stage, Tuned tuned) {
    List<Double> losses = tuned.results().stream().map(stage.loss()::applyAsDouble).toList();
    return new Sample(losses);
  }

  private static String number(Sample sample) {
    return String.format(Locale.ROOT, "%.4g ± %.2g", sample.mean(), sample.standardError());
  }

  private static String differences(Stage stage, Contender find) {
    StringBuilder rows = new StringBuilder();
    List<String> head =
        List.of(
            find.name() + " against",
            "task",
            "difference",
            "standard errors",
            "p (t-test)",
            "p (Wilcoxon)",
            "verdict");
    row(rows, head);
    row(rows, head.stream().map(cell -> "---").toList());
    for (Contender baseline : stage.baselines()) {
      for (String task : stage.tasks()) {
        Optional<Paired> paired = stage.paired(find, baseline, task);
        row(
            rows,
            List.of(
                baseline.name(),
                "`" + task + "`",
                paired.map(p -> number(p.difference())).orElse(DASH),
                paired.map(p -> text("%.1f", p.errors())).orElse(DASH),
                paired.map(p -> text("%.2g", p.tTest())).orElse(DASH),
                paired.map(p -> text("%.2g", p.wilcoxon())).orElse(DASH),
                word(stage.verdict(find, baseline, task))));
      }
    }
    return rows.toString();
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static String word(Paired.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /**
   * How the finds of a stage did, a line for each find and baseline, then whether it holds up.
   *
   * @param stage the stage
   * @return lines of text
   */
  public static String verdicts(Stage stage) {
    StringBuilder text = new StringBuilder();
    for (Contender find : stage.finds()) {
      for (Contender baseline : stage.baselines()) {
        text.append(
            "- %s against %s: %d wins, %d ties, %d losses%n"
                .formatted(
                    find.name(),
                    baseline.name(),
                    stage.count(find, baseline, Paired.Verdict.WIN),
                    stage.count(find, baseline, Paired.Verdict.TIE),
                    stage.count(find, baseline, Paired.Verdict.LOSS)));
      }
      text.append(
          "- **%s %s**%n"
              .formatted(
                  find.name(),
                  stage.holds(find)
                      ? "holds up: against every baseline it wins on a task and loses on none"
                      : "does not hold up"));
    }
    return text.toString();
  }

  private String settings() {
    StringBuilder rows = new StringBuilder();
    List<String> head =
        List.of("task", "scale", "optimizer", "learning rate", "settings", "cells", "walk");
    row(rows, head);
    row(rows, head.stream().map(cell -> "---").toList());
    for (Stage stage : stages) {
      for (String task : stage.tasks()) {
        all(stage).forEach(one -> stage.of(one, task).ifPresent(tuned -> row(rows, cells(tuned))));
      }
    }
    return rows.toString();
  }

  private List<String> cells(Tuned tuned) {
    return List.of(
        "`" + tuned.task() + "`",
        tuned.scale(),
        tuned.optimizer(),
        text("%.4g", tuned.setting().learningRate()),
        tuned.setting().text(),
        Integer.toString(tuned.cells()),
        tuned.cells() < plan.budget() ? "no neighbour is better" : "ended by the budget");
  }

  private static void row(StringBuilder rows, List<String> cells) {
    rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /**
   * All comparisons, for machines.
   *
   * @return one entry for each stage, find, baseline and task
   */
  public List<Map<String, Object>> facts() {
    List<Map<String, Object>> facts = new ArrayList<>();
    for (Stage stage : stages) {
      for (Contender find : stage.finds()) {
        for (Contender baseline : stage.baselines()) {
          stage.tasks().forEach(task -> facts.add(fact(stage, find, baseline, task)));
        }
      }
    }
    return facts;
  }

  private static Map<String, Object> fact(
      Stage stage, Contender find, Contender baseline, String task) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("stage", stage.title());
    fact.put("scale", stage.scale().label());
    fact.put("task", task);
    fact.put("find", find.name());
    fact.put("baseline", baseline.name());
    fact.put("verdict", word(stage.verdict(find, baseline, task)));
    fact.put("holds", stage.holds(find));
    stage
        .paired(find, baseline, task)
        .ifPresent(paired -> {
          fact.put(
              "loss", stage.of(find, task).map(tuned -> losses(stage, tuned).mean()).orElse(null));
          fact.put("difference", paired.difference().mean());
          fact.put("standard_error", paired.difference().standardError());
          fact.put("p_t", paired.tTest());
          fact.put("p_wilcoxon", paired.wilcoxon());
        });
    return fact;
  }

  /**
   * What a find can show, a line for each task of each stage: its loss and the difference from the
   * first baseline.
   *
   * @param find the find
   * @return lines for its header
   */
  public List<String> evidence(Contender find) {
    List<String> lines = new ArrayList<>();
    for (Stage stage : stages) {
      Contender baseline = stage.baselines().getFirst();
      for (String task : stage.tasks()) {
        Optional<Paired> paired = stage.paired(find, baseline, task);
        if (paired.isPresent() && stage.finds().contains(find)) {
          String loss = number(losses(stage, stage.of(find, task).orElseThrow()));
          String line =
              "%s %s: %s loss %s, against %s: %s, %s"
                  .formatted(
                      task,
                      stage.scale().label(),
                      part(stage),
                      loss,
                      baseline.name(),
                      number(paired.get().difference()),
                      word(paired.get().verdict()));
          lines.add(line.replace("±", "+-"));
        }
      }
    }
    return lines;
  }
}
