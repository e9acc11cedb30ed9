package gradus.cli;

import gradus.search.report.Matches;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus grep}: which programs of runs have something in them. */
@Command(
    name = "grep",
    description =
        "Look for a regular expression in the programs that searches have trained, simplified: did"
            + " they come upon an idea, when, and how good was it?")
final class Grep implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "REGEX", description = "As Java has it; ^ is a line's.")
  private String regex;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", description = "Their runs.")
  private List<Path> runs;

  @Spec private CommandSpec spec;

  private Grep() {}

  @Override
  public Integer call() {
    Pattern pattern = pattern();
    PrintWriter out = spec.commandLine().getOut();
    for (Path run : runs) {
      Matches matches = Matches.of(run, pattern);
      out.printf("%s: in %d of %d programs", run, matches.found(), matches.programs());
      if (matches.found() > 0) {
        out.printf(
            Locale.ROOT,
            ", first in candidate %d, best in %d with fitness %.4f",
            matches.first(),
            matches.best(),
            matches.fitness());
      }
      out.println();
      out.flush();
    }
    return 0;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(regex, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          "REGEX: found '%s': %s; allowed: a regular expression as Java has it"
              .formatted(regex, e.getDescription()));
    }
  }
}
