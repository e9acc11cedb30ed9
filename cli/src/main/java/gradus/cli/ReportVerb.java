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
    String page;
    try (RunDirectory directory = RunDirectory.read(run)) {
      page = RunReport.html(directory);
    }
    if (out == null) {
      RunDirectory.write(run, RunReport.FILE, page);
    } else {
      write(page);
    }
    spec.commandLine().getOut().println(out == null ? run.resolve(RunReport.FILE) : out);
    return 0;
  }

  private void write(String page) {
    try {
      Files.writeString(out, page, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
