package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.grammar.Program;
import gradus.library.Optimizer;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Score;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.search.Evaluator;
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

  @Option(
      names = "--task",
      defaultValue = "digits",
      description = "What to train: ${DEFAULT-VALUE}.")
  private String task;

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

  @ArgGroup private Watch watch = new Watch();

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Train() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optimizer chosen = programs.optimizer(optimizer);
    Program program = chosen.program().set(set);
    Task model = task();
    Trainer trainer = trainer(model, chosen);
    if (seeds < 1) {
      throw new UserError("--seeds: found " + seeds + "; allowed: at least 1");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    if (threads < 1 || threads > cores) {
      throw new UserError("--threads: found " + threads + "; allowed: 1 to " + cores);
    }
    if (!json) {
      out.printf(
          "%s on %s, %d weights: seed %d, %d steps, batch %d, peak learning rate %s, %s schedule%s%n",
          program.name(),
          model.name(),
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
    try (Watch.Watched watched = watch.evaluator(model, chosen, threads, out, err)) {
      for (long s = seed; s < seed + seeds; s++) {
        results.add(one(watched.evaluator(), program, trainer, s, out));
      }
    }
    if (json) {
      out.println(new ObjectMapper().valueToTree(results).toString());
    } else if (seeds > 1) {
      mean(results, out);
    }
    return results.stream().allMatch(r -> r.get("outcome").asText().equals("trained")) ? 0 : 1;
  }

  private Task task() {
    try {
      return Task.named(task);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private Trainer trainer(Task model, Optimizer chosen) {
    try {
      return Trainer.of(
          steps == null ? model.steps() : steps,
          learningRate == null ? chosen.learningRate() : learningRate,
          decay.schedule);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private ObjectNode one(
      Evaluator evaluator, Program program, Trainer trainer, long from, PrintWriter out) {
    int interval = Math.max(1, trainer.steps() / 10);
    Trainer reporting =
        json || seeds > 1
            ? trainer
            : trainer.reporting((step, loss) -> {
              if (step % interval == 0 || step == 1) {
                out.printf(Locale.ROOT, "step %6d  training loss %.4f%n", step, loss);
              }
            });
    Outcome outcome = evaluator.train(program, reporting, from);
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("optimizer", program.name()).put("task", task).put("seed", from);
    result.put("outcome", outcome.category().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    result.put("steps", outcome.steps()).put("training_loss", outcome.trainLoss());
    report(result, Part.SELECT, outcome.select());
    if (test && outcome.category() == Outcome.Category.TRAINED) {
      report(result, Part.TEST, evaluator.score(Part.TEST));
    }
    if (!json) {
      out.printf(
          Locale.ROOT,
          "seed %d: %s after %d steps, select loss %.4f, accuracy %.2f %%%s%n",
          from,
          result.get("outcome").asText(),
          outcome.steps(),
          outcome.select().loss(),
          100 * outcome.select().accuracy(),
          !result.has("test_loss")
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", test loss %.4f, accuracy %.2f %%",
                  result.get("test_loss").asDouble(),
                  100 * result.get("test_accuracy").asDouble()));
    }
    return result;
  }

  private static void report(ObjectNode result, Part part, Score score) {
    String name = part.name().toLowerCase(Locale.ROOT);
    result.put(name + "_loss", score.loss()).put(name + "_accuracy", score.accuracy());
  }

  private static void mean(List<ObjectNode> results, PrintWriter out) {
    double[] losses = results.stream().mapToDouble(r -> r.get("select_loss").asDouble()).toArray();
    double mean = java.util.Arrays.stream(losses).average().orElseThrow();
    double squares = java.util.Arrays.stream(losses).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / (losses.length - 1) / losses.length);
    out.printf(Locale.ROOT, "select loss %.4f +- %.4f over %d seeds%n", mean, error, losses.length);
  }
}
