package gradus.cli;

import gradus.search.SearchRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus resume}: goes on with a search that was stopped or killed. */
@Command(name = "resume", description = "Go on with a search that was stopped or killed.")
final class Resume implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The directory of the run.")
  private Path run;

  @Option(names = "--workers", paramLabel = "N", description = "Trainings at a time.")
  private String workers;

  @Spec private CommandSpec spec;

  private Resume() {}

  @Override
  public Integer call() throws Exception {
    Map<String, String> changes = workers == null ? Map.of() : Map.of("workers", workers);
    PrintWriter out = spec.commandLine().getOut();
    try (SearchRun resumed = SearchRun.resume(run, changes)) {
      out.printf("%s: %d candidates are there already%n", run, resumed.taken());
      return Searching.run(resumed, out, spec.commandLine().getErr());
    }
  }
}
