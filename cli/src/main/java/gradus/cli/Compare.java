package gradus.cli;

import gradus.search.RunComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus compare}: searches beside each other, judged from fresh seeds. */
@Command(
    name = "compare",
    description =
        "Compare searches over their course: the best program of each run, at milestones of it, is"
            + " trained from fresh seeds, the same for all. Runs whose directories differ in the"
            + " number at the end are repeats.")
final class Compare implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Directories of runs.")
  private List<Path> runs;

  @Option(names = "--points", defaultValue = "10", description = "How many milestones of a run.")
  private int points;

  @Option(names = "--seeds", defaultValue = "20", description = "How many fresh seeds judge.")
  private int seeds;

  @Option(names = "--workers", defaultValue = "2", description = "Trainings at a time.")
  private int workers;

  @Option(names = "--csv", paramLabel = "FILE", description = "All figures as a table.")
  private Path csv;

  @Spec private CommandSpec spec;

  private Compare() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    Tune.atLeastOne("--points", points);
    Tune.atLeastOne("--seeds", seeds);
    Tune.atLeastOne("--workers", workers);
    if (csv != null && Files.exists(csv)) {
      throw new UserError(
          csv + ": is there already, and nothing is overwritten; name another file");
    }
    PrintWriter out = spec.commandLine().getOut();
    ProgressLine line = new ProgressLine(spec.commandLine().getErr());
    RunComparison comparison =
        RunComparison.of(runs, points, seeds, workers, text -> line.show(() -> text));
    line.clear();
    out.print(comparison.course());
    out.println();
    out.print(comparison.end());
    out.flush();
    if (csv != null) {
      Files.writeString(csv, comparison.csv());
    }
    return 0;
  }
}
