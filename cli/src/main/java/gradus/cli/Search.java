package gradus.cli;

import gradus.search.Options;
import gradus.search.SearchRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradus search}: evolves programs on a task and keeps what it found. */
@Command(
    name = "search",
    description = "Search for a better optimizer; see 'gradus search --options' for all settings.")
final class Search implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private Path config;

  @Option(names = "--task", paramLabel = "TASK", description = "What candidates are trained on.")
  private String task;

  @Option(names = "--strategy", paramLabel = "NAME", description = "How candidates are proposed.")
  private String strategy;

  @Option(names = "--seed", paramLabel = "N", description = "Where all randomness begins.")
  private String seed;

  @Option(names = "--evaluations", paramLabel = "N", description = "Programs to train.")
  private String evaluations;

  @Option(names = "--workers", paramLabel = "N", description = "Trainings at a time.")
  private String workers;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--run", paramLabel = "DIR", description = "Where to keep the run.")
  private Path run;

  @Option(names = "--options", description = "List all settings with their defaults.")
  private boolean options;

  @Spec private CommandSpec spec;

  private Search() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (options) {
      for (List<String> row : Options.table()) {
        out.printf("%-18s %-22s %s (%s)%n", row.get(0), row.get(1), row.get(3), row.get(2));
      }
      return 0;
    }
    SequencedMap<String, String> settings = settings();
    Path path = run != null ? run : free(settings.get("task"), settings.get("seed"));
    try (SearchRun begun = SearchRun.create(settings, path)) {
      settings.forEach((key, value) -> out.printf("%-18s %s%n", key, value));
      return Searching.run(begun, out, spec.commandLine().getErr());
    }
  }

  /** Defaults, then the file, then {@code --set}, then flags. */
  private SequencedMap<String, String> settings() throws java.io.IOException {
    SequencedMap<String, String> settings = Options.defaults();
    if (config != null) {
      String where = config.toString();
      settings = Options.merge(where, Options.read(where, Files.readString(config)), settings);
    }
    settings = Options.merge("--set", set, settings);
    Map<String, String> flags = new LinkedHashMap<>();
    flag(flags, "task", task);
    flag(flags, "strategy", strategy);
    flag(flags, "seed", seed);
    flag(flags, "evaluations", evaluations);
    flag(flags, "workers", workers);
    return Options.merge("command line", flags, settings);
  }

  private static void flag(Map<String, String> flags, String key, String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }

  /** A directory of runs/ that is not there yet. */
  private static Path free(String task, String seed) {
    Path path = Path.of("runs", task + "-" + seed);
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of("runs", task + "-" + seed + "-" + i);
    }
    return path;
  }
}
