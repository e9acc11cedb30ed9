package gradus.cli;

import gradus.proxies.data.Folders;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code gradus}. A new verb is one class, added to the list of subcommands here.
 *
 * <p>Exit status: 0 fine, 1 the work failed, 2 the input or the usage was wrong.
 */
@Command(
    name = "gradus",
    description = "Optimizer update rules as programs: check, train, search, export.",
    versionProvider = Main.Version.class,
    subcommands = {
      Search.class,
      Resume.class,
      Status.class,
      ReportVerb.class,
      Train.class,
      Trace.class,
      Check.class,
      Format.class,
      HashVerb.class,
      Simplify.class,
      Export.class,
      Show.class,
      FunctionsVerb.class,
      Optimizers.class,
      Tasks.class,
      Tune.class,
      Compare.class,
      Grep.class,
      Validate.class,
      MetaValidate.class,
      LadderVerb.class,
      ResultsVerb.class,
      Doctor.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where a failure arose (or set GRADUS_STACKTRACE=1).")
  private boolean stackTrace;

  @Spec private CommandSpec spec;

  private Main() {}

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "A folder with data of tasks (or set GRADUS_DATA).")
  private void data(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--data: found '" + folder + "'; allowed: a folder");
    }
    System.setProperty(Folders.PROPERTY, folder.toString());
  }

  /**
   * Runs one command and ends the process with its exit status.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    VectorModule.load();
    System.exit(
        run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
  }

  /**
   * Runs one command.
   *
   * @param out takes results
   * @param err takes failures and progress
   * @param arguments as typed
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    var main = new Main();
    var failures = new Failures(() -> main.stackTrace);
    var commandLine =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(failures)
            .setParameterExceptionHandler(failures);
    try {
      return commandLine.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError e) { // the rest of what picocli lets through
      return failures.handle(e, err);
    }
  }

  /** Without a verb there is nothing to do: show what there is, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /** The version of the build, from the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gradus " + version()};
    }

    static String version() {
      var version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }
  }
}
