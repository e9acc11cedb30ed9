package gradus.benchmarks;

import gradus.proxies.DataException;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.engine.CrossEntropy;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tasks}: how long a step of a training takes with AdamW, beside libtorch. */
@Command(name = "tasks", description = "Time one step of training a task, beside libtorch.")
final class Tasks implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("task", "parameters", "gradus", "libtorch", "gradus/libtorch", "two threads");

  private static final long ROUND = 100_000_000;

  /** So many that libtorch does not find its batch in the nearest cache either. */
  private static final int BATCHES = 32;

  /** After so many steps no parameter is zero any more. */
  private static final int STEPS = 10;

  @Option(
      names = "--tasks",
      split = ",",
      defaultValue = "digits,fashion-conv,fashion-vit,europarl-lm",
      description = "Tasks with labels: ${DEFAULT-VALUE}.")
  private List<String> names;

  @Option(names = "--scale", defaultValue = "1", description = "Their scale: ${DEFAULT-VALUE}.")
  private String scale;

  @Option(names = "--rounds", defaultValue = "15", description = "Rounds: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "5000",
      description = "Milliseconds for each engine before the rounds: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private final List<TaskRow> rows = new ArrayList<>();
  private final List<List<String>> lines = new ArrayList<>(List.of(HEAD));

  private Tasks() {}

  @Override
  public Integer call() {
    output.atLeast(1, "--rounds", rounds);
    output.atLeast(0, "--warm-up", warmUp);
    output.check();
    List<Supervised> tasks = names.stream().map(this::task).toList();
    PrintWriter err = spec.commandLine().getErr();
    Torch.missing()
        .ifPresent(why -> err.println("no libtorch here, its rows are left out: " + why));
    for (Supervised task : tasks) {
      try {
        measure(task);
      } catch (DataException e) {
        err.println(task.name() + " is left out: " + e.getMessage().lines().findFirst().orElse(""));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "microseconds for each step on one thread, medians of "
            + rounds
            + " rounds; and how many times the steps of one training two make, side by side");
    out.print(Table.align(lines));
    out.flush();
    output.write(rows);
    return 0;
  }

  private Supervised task(String name) {
    try {
      Task task = Family.named(name).at(Scale.named(scale));
      if (task instanceof Supervised supervised && supervised.loss() instanceof CrossEntropy) {
        return supervised;
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    throw new ParameterException(
        spec.commandLine(), "--tasks: found " + name + "; allowed: tasks with labels");
  }

  private void measure(Supervised task) {
    List<Batch> batches = Batch.first(task, BATCHES);
    try (GradusTraining ours = new GradusTraining(task);
        GradusTraining second = new GradusTraining(task);
        Pair pair = new Pair(ours, second)) {
      List<Rounds.Work> works = new ArrayList<>(List.of(ours, pair));
      if (Torch.missing().isPresent()) {
        record(task, times(works));
        return;
      }
      float[] start = ours.weights().clone();
      ours.steps(STEPS);
      Agreement.check(task, ours.weights(), batches.getFirst());
      try (TorchTraining peer = new TorchTraining(task, start, batches)) {
        works.add(peer);
        record(task, times(works));
      }
    }
  }

  private double[] times(List<Rounds.Work> works) {
    return new Rounds(rounds, warmUp * 1_000_000L, ROUND).measure(works);
  }

  /** Notes the times of ours, of two of ours side by side, and of libtorch's, if it is there. */
  private void record(Supervised task, double[] times) {
    double throughput = 2 * times[0] / times[1];
    rows.add(new TaskRow(task.name(), "gradus", times[0] / 1e3, throughput));
    boolean torch = times.length > 2;
    if (torch) {
      rows.add(new TaskRow(task.name(), "libtorch", times[2] / 1e3, null));
    }
    lines.add(
        List.of(
            task.name(),
            String.valueOf(task.parameters()),
            number(times[0] / 1e3),
            torch ? number(times[2] / 1e3) : "-",
            torch ? number(times[0] / times[2]) : "-",
            number(throughput)));
    spec.commandLine().getErr().println(String.join("  ", lines.getLast()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
