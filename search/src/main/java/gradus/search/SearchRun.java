package gradus.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.proxies.DataException;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import gradus.search.report.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A search with its directory: from settings to the hall of fame and the report. */
public final class SearchRun implements AutoCloseable {
  /** Where the report is, in the directory of the run. */
  public static final String REPORT = "report.txt";

  /** The start programs are in the store under this and their number, from 1. */
  public static final String START = "start.";

  private final RunDirectory directory;
  private final Configuration configuration;
  private final List<Task> tasks;
  private final List<Program> starts;

  private SearchRun(
      RunDirectory directory, Configuration configuration, List<Task> tasks, List<Program> starts) {
    this.directory = directory;
    this.configuration = configuration;
    this.tasks = tasks;
    this.starts = starts;
  }

  /**
   * Begins a run in a directory of its own. All that can be wrong is refused before that is made.
   *
   * @param settings every key of {@link Options}
   * @param path the directory, which must not exist or be empty
   * @return the run, which has done nothing yet
   * @throws SearchException if the settings cannot be used
   */
  public static SearchRun create(SequencedMap<String, String> settings, Path path) {
    Configuration configuration = Configuration.of(settings);
    List<Task> tasks = tasks(configuration);
    List<Program> starts = starts(configuration);
    // Made once for its refusals.
    Strategies.of(configuration, SearchSpace.of(configuration), starts);
    // In the store from its first moment: a run that is killed as it begins can go on.
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < starts.size(); i++) {
      texts.put(START + (i + 1), Printer.print(starts.get(i)));
    }
    RunDirectory directory = RunDirectory.create(path, yaml(settings), texts);
    return new SearchRun(directory, configuration, tasks, starts);
  }

  /**
   * Opens a run to go on with it.
   *
   * @param path its directory
   * @param changes settings that do not shape the outcome, such as {@code workers}
   * @return the run
   * @throws SearchException if its settings cannot be used
   */
  public static SearchRun resume(Path path, Map<String, String> changes) {
    RunDirectory directory = RunDirectory.open(path);
    try {
      Map<String, String> settings = settings(path, directory);
      Configuration configuration =
          Configuration.of(Options.merge("command line", changes, settings));
      List<Program> starts = new ArrayList<>();
      for (int i = 1; i <= configuration.starts().size(); i++) {
        String key = START + i;
        Optional<String> text = directory.store().meta(key);
        starts.add(
            Parser.program(
                key,
                text.orElseThrow(() -> new SearchException("run.db: no " + key + "; begin anew")),
                Dialect.STANDARD,
                Functions.standard()));
      }
      return new SearchRun(directory, configuration, tasks(configuration), starts);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static SequencedMap<String, String> settings(Path path, RunDirectory directory) {
    String where = path.resolve(RunDirectory.CONFIG).toString();
    return Options.merge(where, Options.read(where, directory.config()), Options.defaults());
  }

  /** What a run was told. */
  static Configuration configuration(Path path, RunDirectory directory) {
    return Configuration.of(settings(path, directory));
  }

  /** The tasks with their data, so that what is missing or damaged is told before all begins. */
  static List<Task> tasks(Configuration configuration) {
    List<Task> tasks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : configuration.tasks()) {
      try {
        Task task = Family.named(name).at(Scale.named(configuration.scale()));
        Task sized = configuration.batch() == 0 ? task : task.batch(configuration.batch());
        sized.training();
        tasks.add(configuration.steps() == 0 ? sized : sized.steps(configuration.steps()));
      } catch (IllegalArgumentException | DataException e) {
        problems.add(e.getMessage());
      }
    }
    refuse(problems);
    return tasks;
  }

  private static List<Program> starts(Configuration configuration) {
    SearchSpace space = SearchSpace.of(configuration);
    List<Program> starts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : configuration.starts()) {
      Program start =
          SearchForm.of(Library.resolve(name, Dialect.STANDARD), configuration.learningRate());
      try {
        space.admit(name, start);
      } catch (SearchException e) {
        problems.add(e.getMessage());
      }
      starts.add(start);
    }
    refuse(problems);
    return starts;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SearchException(String.join("\n", problems));
    }
  }

  private static String yaml(Map<String, String> settings) {
    try {
      return new YAMLMapper().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Searches until the budget is spent or it is told to stop; then, if it was spent, ranks the best
   * and writes hall of fame and report.
   *
   * @param progress hears of every candidate
   * @param log takes lines about what is done
   * @param stop whether to stop
   * @return the report, or nothing if there is more to do
   * @throws InterruptedException if waiting for a training is interrupted
   */
  public Optional<String> run(
      Consumer<Statistics> progress, Consumer<String> log, BooleanSupplier stop)
      throws InterruptedException {
    long began = System.nanoTime();
    Timings timings = new Timings();
    try (Workers workers = Workers.of(tasks.getFirst(), configuration.workers())) {
      Judge judge = new Judge(configuration, tasks, workers, timings);
      SearchSpace space = SearchSpace.of(configuration);
      Search search =
          Search.of(
              configuration,
              Strategies.of(configuration, space, starts),
              directory.store(),
              judge::begin,
              progress,
              timings);
      int before = directory.store().count();
      boolean spent = search.run(stop);
      timings.keep(directory.store());
      double seconds = (System.nanoTime() - began) / 1e9;
      int rates = configuration.rates().size();
      int fresh = directory.store().count() - before;
      log.accept(Report.counts(search.statistics(), rates, fresh, seconds));
      if (!spent || stop.getAsBoolean()) {
        return Optional.empty();
      }
      long ended = System.nanoTime();
      HallOfFame hall = new Finals(configuration, judge).of(search.evaluated(), log);
      directory.write(hall);
      String report = new Report(configuration, tasks, starts).text(hall, workers, log);
      directory.write(REPORT, report);
      timings.since(Timings.Work.RANKING, ended);
      timings.keep(directory.store());
      directory.write(RunReport.FILE, RunReport.html(directory));
      return Optional.of(report);
    }
  }

  /**
   * The settings of the run.
   *
   * @return the resolved configuration
   */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * Where the run is.
   *
   * @return its directory
   */
  public Path path() {
    return directory.path();
  }

  /**
   * How many candidates were taken in before.
   *
   * @return 0 for a new run
   */
  public int taken() {
    return directory.store().count();
  }

  @Override
  public void close() {
    directory.close();
  }
}
