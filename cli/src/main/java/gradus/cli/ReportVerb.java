package gradus.cli;

import gradus.results.RunDirectory;
import gradus.search.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus report}: writes the page of a run, again. */
@Command(name = "report", description = "Write the page of a run: RUN/report.html, again.")
final class ReportVerb implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The directory of the run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it to a new file, which can be done while the run goes on.")
  private Path out;

  @Spec private CommandSpec spec;

  private ReportVerb() {}

  @Override
  public Integer call() {
    Path file = out == null ? run.resolve(RunReport.FILE) : out;
    if (out == null) {
      try (RunDirectory directory = RunDirectory.open(run)) {
        directory.write(RunReport.FILE, RunReport.html(directory));
      }
    } else {
      try (RunDirectory directory = RunDirectory.read(run)) {
        Files.writeString(file, RunReport.html(directory), StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    spec.commandLine().getOut().println(file);
    return 0;
  }
}
