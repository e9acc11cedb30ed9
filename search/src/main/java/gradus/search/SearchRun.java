package gradus.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gradus.grammar.Dialect;
import gradus.grammar.Flattener;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.proxies.DataException;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A search with its directory: from settings to the hall of fame and the report. */
public final class SearchRun implements AutoCloseable {
  /** Where the report is, in the directory of the run. */
  public static final String REPORT = "report.txt";

  private static final String START = "start";

  private final RunDirectory directory;
  private final Configuration configuration;
  private final Task task;
  private final Program start;

  private SearchRun(RunDirectory directory, Configuration configuration, Task task, Program start) {
    this.directory = directory;
    this.configuration = configuration;
    this.task = task;
    this.start = start;
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
    Task task = task(configuration);
    Program start =
        Flattener.flatten(Library.resolve(configuration.start(), Dialect.STANDARD).program());
    space(configuration).admit(configuration.start(), start);
    RunDirectory directory = RunDirectory.create(path, yaml(settings));
    directory.store().meta(START, Printer.print(start));
    return new SearchRun(directory, configuration, task, start);
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
      String where = path.resolve(RunDirectory.CONFIG).toString();
      Map<String, String> written = Options.read(where, directory.config());
      SequencedMap<String, String> settings = Options.merge(where, written, Options.defaults());
      Configuration configuration =
          Configuration.of(Options.merge("command line", changes, settings));
      Task task = task(configuration);
      Optional<String> text = directory.store().meta(START);
      Program start =
          text.isPresent()
              ? Parser.program(START, text.get(), Dialect.STANDARD, Functions.standard())
              : Flattener.flatten(
                  Library.resolve(configuration.start(), Dialect.STANDARD).program());
      return new SearchRun(directory, configuration, task, start);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** The task with its data, so that what is missing or damaged is told before anything begins. */
  private static Task task(Configuration configuration) {
    try {
      Task task = Family.named(configuration.task()).at(Scale.named(configuration.scale()));
      Task sized = configuration.batch() == 0 ? task : task.batch(configuration.batch());
      sized.training();
      return sized;
    } catch (IllegalArgumentException | DataException e) {
      throw new SearchException(e.getMessage());
    }
  }

  private static SearchSpace space(Configuration configuration) {
    return SearchSpace.paper(configuration.length(), configuration.learningRate());
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
    Trainer trainer = Trainer.of(steps(), 1, Schedule.cosine());
    try (Workers workers = Workers.of(task, configuration.workers())) {
      Search search =
          Search.of(
              configuration,
              new RegularizedEvolution(configuration, space(configuration), start),
              directory.store(),
              (proposal, number) ->
                  workers.submit(evaluator ->
                      evaluator.evaluate(
                          proposal.program(),
                          trainer,
                          Sample.seeds(
                              Seeds.SEARCH, configuration.seed(), configuration.trainings()))),
              progress);
      int before = directory.store().count();
      boolean spent = search.run(stop);
      double seconds = (System.nanoTime() - began) / 1e9;
      log.accept(Report.counts(search.statistics(), directory.store().count() - before, seconds));
      if (!spent || stop.getAsBoolean()) {
        return Optional.empty();
      }
      HallOfFame hall =
          Finals.of(directory.store().candidates(), configuration, trainer, workers, log);
      directory.write(hall);
      String report = new Report(configuration, task, start, steps()).text(hall, workers, log);
      directory.write(REPORT, report);
      return Optional.of(report);
    }
  }

  private int steps() {
    return configuration.steps() == 0 ? task.steps() : configuration.steps();
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
