package gradus.benchmarks;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code benchmarks/run}.
 *
 * <p>Exit status: 0 fine, 1 a peer computes something else or the work failed, 2 the usage was
 * wrong.
 */
@Command(
    name = "benchmarks/run",
    description = "How fast the engines, the search and the tasks are, beside their peers.",
    subcommands = {
      Step.class,
      Candidates.class,
      Cold.class,
      Muon.class,
      Tasks.class,
      Hurdles.class,
      Jmh.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  private boolean help;

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit status.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    System.exit(
        run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
  }

  /**
   * Runs one command.
   *
   * @param out takes tables
   * @param err takes failures and progress
   * @param arguments as typed
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((failure, typed) -> {
          err.println("benchmarks: " + firstLine(failure.getMessage()));
          return 2;
        })
        .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
          if (failure instanceof Effect.WrongEffect) {
            err.println("benchmarks: " + failure.getMessage());
          } else {
            failure.printStackTrace(err);
          }
          return 1;
        })
        .execute(arguments);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("wrong usage");
  }

  /** Without a verb there is nothing to do: show what there is, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
