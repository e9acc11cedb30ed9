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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus grep}: which programs of runs have something in them. */
@Command(
    name = "grep",
    description =
        "Look for regular expressions in the programs that searches have trained, simplified: did"
            + " they come upon an idea, when, and how good was it?")
final class Grep implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Directories of runs.")
  private List<Path> runs;

  @Option(
      names = "-e",
      required = true,
      paramLabel = "REGEX",
      description = "What to look for, as Java has it; ^ and $$ are a line's. May be repeated.")
  private List<String> expressions;

  @Spec private CommandSpec spec;

  private Grep() {}

  @Override
  public Integer call() {
    List<Pattern> patterns = expressions.stream().map(Grep::pattern).toList();
    PrintWriter out = spec.commandLine().getOut();
    for (Path run : runs) {
      List<Matches> all = Matches.of(run, patterns);
      for (int i = 0; i < all.size(); i++) {
        out.printf("%s: %s: %s%n", run, expressions.get(i), told(all.get(i)));
      }
      out.flush();
    }
    return 0;
  }

  private static String told(Matches matches) {
    String found = "in %d of %d programs".formatted(matches.found(), matches.programs());
    return matches.found() == 0
        ? found
        : String.format(
            Locale.ROOT,
            "%s, first in candidate %d, best in %d with fitness %.4f",
            found,
            matches.first(),
            matches.best(),
            matches.fitness());
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          "-e: found '%s': %s; allowed: a regular expression as Java has it"
              .formatted(expression, e.getDescription()));
    }
  }
}
