package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.search.validation.FinishedRun;
import gradus.search.validation.MetaValidation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus meta-validate}: whether a search overfits. */
@Command(
    name = "meta-validate",
    description =
        "Train the best program so far, at points of a search, on its tasks and on tasks that it"
            + " has not seen, and say where overfitting begins.")
final class MetaValidate implements Callable<Integer> {
  private static final String CURVE = "meta_validation.csv";

  @Parameters(paramLabel = "RUN", description = "The directory of a run.")
  private Path path;

  @Option(
      names = "--select",
      split = ",",
      paramLabel = "TASK",
      defaultValue = "digits-deep",
      description = "Tasks that the search has not seen: ${DEFAULT-VALUE}.")
  private List<String> select;

  @Option(names = "--points", defaultValue = "20", description = "How many points of the run.")
  private int points;

  @Option(names = "--seeds", defaultValue = "5", description = "Fresh seeds that judge: 101, ...")
  private int seeds;

  @Option(
      names = "--record",
      paramLabel = "FILE.csv",
      description = "The table of all trainings; meta_trials.csv in the run if not given.")
  private Path record;

  @Option(names = "--workers", defaultValue = "2", description = "Trainings at a time.")
  private int workers;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private MetaValidate() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    Tune.atLeastOne("--points", points);
    Tune.atLeastOne("--workers", workers);
    if (seeds < 2) {
      throw new UserError("--seeds: found " + seeds + "; allowed: at least 2");
    }
    FinishedRun run = FinishedRun.read(path);
    Finds.known(select);
    Finds.known(run.tasks());
    PrintWriter out = json ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
    out.printf(
        "%d candidates of %s on %s at scale %s, %d points, also on %s, %d seeds judge%n",
        run.candidates().size(),
        path,
        String.join(", ", run.tasks()),
        run.scale().label(),
        points,
        String.join(", ", select),
        seeds);
    out.flush();
    Path table = record == null ? path.resolve("meta_trials.csv") : record;
    try (Interruption interruption = new Interruption()) {
      Telling telling = new Telling(out, new ProgressLine(spec.commandLine().getErr()));
      Optional<MetaValidation> curve =
          MetaValidation.of(run, select, points, seeds, workers, table, telling, interruption);
      telling.clear();
      if (curve.isEmpty()) {
        out.println("stopped; nothing is lost: the same command goes on");
        return 1;
      }
      Path file = table.resolveSibling(CURVE);
      Files.writeString(file, curve.get().csv());
      out.printf("%n%s%n%s  the curve%n", curve.get().verdict(), file);
      out.flush();
      if (json) {
        spec.commandLine().getOut().println(facts(curve.get(), file).toString());
      }
      return 0;
    }
  }

  private static ObjectNode facts(MetaValidation curve, Path file) {
    ObjectNode facts = new ObjectMapper().createObjectNode();
    facts.put("verdict", curve.verdict());
    facts.put("overfitting", curve.overfitting().map(MetaValidation.Point::at).orElse(null));
    facts.put("curve", file.toString());
    return facts;
  }
}
