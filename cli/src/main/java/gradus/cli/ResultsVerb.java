package gradus.cli;

import gradus.results.Evidence;
import gradus.results.Validations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus results}: what the validation harness found. */
@Command(
    name = "results",
    description = "Take in what library/validation measured.",
    subcommands = ResultsVerb.Import.class,
    synopsisSubcommandLabel = "COMMAND")
final class ResultsVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private ResultsVerb() {}

  /** Without a verb there is nothing to do: show what there is, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /** {@code gradus results import}: makes them evidence of a find. */
  @Command(
      name = "import",
      description = "Check results of the harness and put them into the evidence of a find.")
  static final class Import implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS.jsonl", description = "What the harness wrote.")
    private Path file;

    @Option(
        names = "--into",
        required = true,
        paramLabel = "FILE.gradus|DIR",
        description = "The program, whose header gets a line for each setting, or its folder.")
    private Path place;

    @Option(
        names = "--optimizer",
        paramLabel = "NAME",
        description = "Which optimizer of the results it is; the only one beside the baselines.")
    private String optimizer;

    @Spec private CommandSpec spec;

    private Import() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Validations results = Validations.read(file);
      String find = optimizer == null ? results.find(file) : optimizer;
      Map<String, String> sentences = results.comparison(file, find);
      Path evidence = Evidence.add(results, sentences, place);
      sentences.values().forEach(out::println);
      out.println(results.lines().size() + " trainings are in " + evidence);
      return 0;
    }
  }
}
