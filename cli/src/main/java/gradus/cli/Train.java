package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.grammar.Program;
import gradus.library.Optimizer;
import gradus.proxies.Metric;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Score;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.search.Evaluator;
import gradus.search.Sample;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus train}: trains a task with a program. */
@Command(name = "train", description = "Train a task with an optimizer of the library or a file.")
final class Train implements Callable<Integer> {
  private enum Decay {
    cosine(Schedule.cosine()),
    constant(Schedule.constant());

    private final Schedule schedule;

    Decay(Schedule schedule) {
      this.schedule = schedule;
    }
  }

  @Parameters(paramLabel = "OPTIMIZER", description = "The name of an optimizer, or a file.")
  private String optimizer;

  @Mixin private Chosen chosen;

  @Option(names = "--seed", defaultValue = "1", description = "The first random seed.")
  private long seed;

  @Option(names = "--seeds", defaultValue = "1", description = "How many seeds to train from.")
  private int seeds;

  @Option(names = "--steps", description = "Steps; those of the task if not given.")
  private Integer steps;

  @Option(names = "--lr", description = "The peak learning rate; the optimizer's if not given.")
  private Double learningRate;

  @Option(names = "--schedule", defaultValue = "cosine", description = "${COMPLETION-CANDIDATES}.")
  private Decay decay;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A hyperparameter.")
  private Map<String, Double> set = new LinkedHashMap<>();

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Threads for the steps of large models: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--test", description = "Look at the test part in the end.")
  private boolean test;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private Curves curves;

  @ArgGroup private Watch watch = new Watch();

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Train() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optimizer rule = programs.optimizer(optimizer);
    Program program = rule.program().set(set);
    Task model = chosen.task();
    Trainer trainer = trainer(model, rule);
    curves.check();
    if (seeds < 1) {
      throw new UserError("--seeds: found " + seeds + "; allowed: at least 1");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (threads < 1 || threads > cores) {
      throw new UserError("--threads: found " + threads + "; allowed: 1 to " + cores);
    }
    if (!json) {
      out.printf(
          "%s on %s at scale %s, %d weights: seed %d, %d steps, batch %d, peak learning rate %s, %s schedule%s%n",
          program.name(),
          model.name(),
          model.scale().label(),
          model.parameters(),
          seed,
          trainer.steps(),
          model.batch(),
          trainer.learningRate(),
          decay,
          program.hyperparameters().isEmpty() ? "" : ", " + program.hyperparameters());
    }
    List<ObjectNode> results = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    try (Watch.Watched watched = watch.evaluator(model, rule, threads, out, err)) {
      for (long s = seed; s < seed + seeds; s++) {
        results.add(one(watched.evaluator(), program, model, trainer, s, out));
      }
    }
    curves.write(program.name() + " on " + model.name() + " at scale " + model.scale().label());
    if (json) {
      out.println(new ObjectMapper().valueToTree(results).toString());
    } else if (seeds > 1) {
      mean(results, model.metric(), out);
    }
    return results.stream().allMatch(r -> r.get("outcome").asText().equals("trained")) ? 0 : 1;
  }

  private Trainer trainer(Task model, Optimizer rule) {
    try {
      return Trainer.of(
          steps == null ? model.steps() : steps,
          learningRate == null ? rule.learningRate() : learningRate,
          decay.schedule);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private ObjectNode one(
      Evaluator evaluator,
      Program program,
      Task model,
      Trainer trainer,
      long from,
      PrintWriter out) {
    int interval = Math.max(1, trainer.steps() / 10);
    String who = seeds == 1 ? "" : "seed " + from + "  ";
    Trainer reporting =
        trainer.reporting((step, loss) -> {
          curves.add(from, step, loss);
          if (!json && (step % interval == 0 || step == 1)) {
            out.printf(Locale.ROOT, "%sstep %6d  training loss %.4f%n", who, step, loss);
            out.flush();
          }
        });
    Outcome outcome = evaluator.train(program, reporting, from);
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("optimizer", program.name()).put("task", model.name());
    result.put("scale", model.scale().label()).put("seed", from);
    result.put("outcome", outcome.category().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    result.put("steps", outcome.steps()).put("training_loss", outcome.trainLoss());
    report(result, Part.SELECT, outcome.select());
    Metric metric = model.metric();
    result.put("metric", metric.label()).put("value", metric.of(outcome.select()));
    String line =
        String.format(
            Locale.ROOT,
            "seed %d: %s after %d steps, select loss %.4f%s",
            from,
            result.get("outcome").asText(),
            outcome.steps(),
            outcome.select().loss(),
            text(metric, outcome.select()));
    if (test && outcome.category() == Outcome.Category.TRAINED) {
      Score score = evaluator.score(Part.TEST);
      report(result, Part.TEST, score);
      line += String.format(Locale.ROOT, ", test loss %.4f%s", score.loss(), text(metric, score));
    }
    if (!json) {
      out.println(line);
    }
    return result;
  }

  private static String text(Metric metric, Score score) {
    return metric == Metric.LOSS ? "" : ", " + metric.label() + " " + metric.text(metric.of(score));
  }

  private static void report(ObjectNode result, Part part, Score score) {
    String name = part.name().toLowerCase(Locale.ROOT);
    result.put(name + "_loss", score.loss()).put(name + "_accuracy", score.accuracy());
  }

  /** Of all seeds; where one failed there is no mean. */
  private static void mean(List<ObjectNode> results, Metric metric, PrintWriter out) {
    long failed =
        results.stream().filter(r -> !r.get("outcome").asText().equals("trained")).count();
    if (failed > 0) {
      out.printf("%d of %d seeds failed: no mean%n", failed, results.size());
      return;
    }
    Sample losses = sample(results, "select_loss");
    String line =
        String.format(
            Locale.ROOT, "select loss %.4f +- %.4f", losses.mean(), losses.standardError());
    if (metric != Metric.LOSS) {
      Sample values = sample(results, "value");
      line +=
          ", %s %s +- %s"
              .formatted(
                  metric.label(), metric.text(values.mean()), metric.text(values.standardError()));
    }
    out.println(line + " over " + results.size() + " seeds");
  }

  private static Sample sample(List<ObjectNode> results, String field) {
    return new Sample(results.stream().map(r -> r.get(field).asDouble()).toList());
  }
}
