package gradus.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code step}: how long a step takes, beside the peers. */
@Command(name = "step", description = "Time one step of an optimizer, beside the peers.")
final class Step implements Callable<Integer> {
  private static final int LARGEST = 100_000_000;
  private static final int MEDIUM = 1_000_000;

  @Option(
      names = "--rules",
      split = ",",
      defaultValue = "lion,adamw",
      description = "Elementwise optimizers of the library: ${DEFAULT-VALUE}.")
  private List<String> rules;

  @Option(
      names = "--all",
      description =
          "Every elementwise optimizer, on one thread, without other people's peers; a million"
              + " parameters if no sizes are given.")
  private boolean all;

  @Option(
      names = "--sizes",
      split = ",",
      description = "How many parameters: 1000,10000,100000,1000000,10000000 if not given.")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2",
      description = "On how many threads: ${DEFAULT-VALUE}.")
  private List<Integer> threads;

  @Option(
      names = "--placements",
      defaultValue = "5",
      description = "How often all get memory anew: ${DEFAULT-VALUE}.")
  private int placements;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds in each placement: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "300",
      description = "Milliseconds for each engine before the rounds: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private Step() {}

  @Override
  public Integer call() {
    if (sizes.isEmpty()) {
      sizes = all ? List.of(MEDIUM) : List.of(1_000, 10_000, 100_000, MEDIUM, 10_000_000);
    }
    check();
    PrintWriter err = spec.commandLine().getErr();
    Comparison comparison = new Comparison(rounds, placements, warmUp * 1_000_000L, err);
    if (all) {
      for (String rule : Peers.elementwise()) {
        comparison.compare(Peers::own, rule, sizes, List.of(1));
      }
    } else {
      Torch.missing()
          .ifPresent(why -> err.println("no libtorch here, its rows are left out: " + why));
      for (String rule : rules) {
        comparison.compare(Peers::all, rule, sizes, threads);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "nanoseconds for each parameter and step, medians of %d times %d rounds%n",
        placements, rounds);
    out.print(Table.of(comparison.rows()));
    out.flush();
    output.write(comparison.rows());
    return 0;
  }

  private void check() {
    List<String> known = Peers.elementwise();
    for (String rule : rules) {
      if (!known.contains(rule)) {
        throw new ParameterException(
            spec.commandLine(),
            "--rules: found " + rule + "; allowed: " + String.join(", ", known));
      }
    }
    for (int n : sizes) {
      output.atLeast(1, "--sizes", n);
      if (n > LARGEST) {
        throw new ParameterException(
            spec.commandLine(), "--sizes: found " + n + "; allowed: at most " + LARGEST);
      }
    }
    threads.forEach(t -> output.atLeast(1, "--threads", t));
    output.atLeast(1, "--placements", placements);
    output.atLeast(1, "--rounds", rounds);
    output.atLeast(0, "--warm-up", warmUp);
    output.check();
  }
}
