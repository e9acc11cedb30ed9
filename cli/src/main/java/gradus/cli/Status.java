package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.search.report.Counts;
import gradus.search.report.RunStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus status}: how a run stands, also while it goes on. */
@Command(name = "status", description = "Show how a run stands, also while it goes on.")
final class Status implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The directory of the run.")
  private Path run;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private Status() {}

  @Override
  public Integer call() {
    RunStatus status = RunStatus.of(run);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(tree(status));
    } else {
      print(status, out);
    }
    return 0;
  }

  private void print(RunStatus status, PrintWriter out) {
    facts(status).forEach((name, value) -> out.printf("%-22s %s%n", name, value));
    out.flush();
  }

  private Map<String, String> facts(RunStatus status) {
    Counts counts = status.counts();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("state", word(status));
    facts.put("generated", counts.generated() + " programs");
    facts.put("thrown away", counts.discarded() + " children, invalid or equal to their parent");
    facts.put("cache hits", format("%d (%.1f %%)", counts.cached(), counts.cachedPercent()));
    facts.put("redundant", format("%.1f %% of the statements", counts.redundantPercent()));
    String target = status.target().isPresent() ? " of " + status.target().getAsInt() : "";
    facts.put(
        "evaluated",
        format("%d%s programs in %d trainings", counts.evaluated(), target, counts.trainings()));
    counts.outcomes().forEach((outcome, count) -> facts.put("  " + outcome, count.toString()));
    if (status.bestNumber() > 0) {
      facts.put(
          "best",
          format("fitness %.4f: gradus show %s %d", status.best(), run, status.bestNumber()));
    }
    if (Double.isFinite(status.rate())) {
      facts.put("evaluations/s", format("%.1f over %.0f s", status.rate(), status.seconds()));
    }
    switch (status.state()) {
      case RUNNING -> {
        if (Double.isFinite(status.remaining())) {
          facts.put("to go", format("about %.0f s, then the ranking", status.remaining()));
        }
      }
      case STOPPED -> facts.put("go on", "gradus resume " + run);
      case ENDED -> facts.put("look at it", "gradus report " + run);
    }
    return facts;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String word(RunStatus status) {
    return status.state().name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode tree(RunStatus status) {
    Counts counts = status.counts();
    ObjectNode tree = new ObjectMapper().createObjectNode();
    tree.put("run", run.toString());
    tree.put("state", word(status));
    tree.put("generated", counts.generated());
    tree.put("discarded", counts.discarded());
    tree.put("cached", counts.cached());
    tree.put("evaluated", counts.evaluated());
    status
        .target()
        .ifPresentOrElse(
            target -> tree.put("evaluations", target), () -> tree.putNull("evaluations"));
    tree.put("trainings", counts.trainings());
    ObjectNode outcomes = tree.putObject("outcomes");
    counts.outcomes().forEach(outcomes::put);
    number(tree, "cached_percent", counts.cachedPercent());
    number(tree, "redundant_percent", counts.redundantPercent());
    number(tree, "best_fitness", status.best());
    tree.put("best_candidate", status.bestNumber());
    number(tree, "seconds", status.seconds());
    number(tree, "evaluations_per_second", status.rate());
    tree.put("resume", "gradus resume " + run);
    return tree;
  }

  /** JSON has no NaN. */
  private static void number(ObjectNode tree, String key, double value) {
    if (Double.isFinite(value)) {
      tree.put(key, value);
    } else {
      tree.putNull(key);
    }
  }
}
