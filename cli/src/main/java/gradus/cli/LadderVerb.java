package gradus.cli;

import gradus.proxies.Scale;
import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.tuning.Ladder;
import gradus.search.tuning.Tuned;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus ladder}: what tunings came to, and which tasks deserve trust. */
@Command(
    name = "ladder",
    description =
        "Print, as Markdown, what tuned optimizers come to on every task and scale, with which"
            + " settings, how far apart they are and how alike scales rank them.")
final class LadderVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.csv",
      description = "Tables that 'gradus tune' has written.")
  private List<Path> files;

  @Option(
      names = "--columns",
      split = ",",
      defaultValue = "adamw,lion,momentum",
      description = "The optimizers of the first table; the first two are those whose gap is told.")
  private List<String> columns;

  @Spec private CommandSpec spec;

  private LadderVerb() {}

  @Override
  public Integer call() throws IOException {
    if (columns.size() < 2) {
      throw new UserError("--columns: found " + columns.getFirst() + "; allowed: at least two");
    }
    List<Trial> trials = new ArrayList<>();
    for (Path file : files) {
      trials.addAll(Trials.parse(file.toString(), Files.readString(file)));
    }
    Ladder ladder = new Ladder(Tuned.of(trials));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("## Metric on the test part%n%n%s%n", ladder.results(columns));
    out.printf("## Gaps%n%n%s%n", ladder.gaps(columns.get(0), columns.get(1)));
    out.printf("## Scales%n%n%s%n", ladder.correlations(Scale.ONE, Scale.TEN));
    out.printf("## Settings%n%n%s", ladder.settings());
    return 0;
  }
}
