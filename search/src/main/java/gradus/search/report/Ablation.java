package gradus.search.report;

import gradus.grammar.Expression;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Liveness;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.proxies.DataException;
import gradus.proxies.Family;
import gradus.proxies.Outcome;
import gradus.proxies.Scale;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.search.Evaluator;
import gradus.search.Sample;
import gradus.search.SearchException;
import gradus.search.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * What each live statement of a program contributes: the program is trained with all and without
 * one, from the same seeds, which no search has seen.
 */
public final class Ablation {
  /** Apart from the streams of a search, which begin at its seed itself. */
  private static final long STREAM = 0x61626c6174696f6eL;

  /**
   * One statement.
   *
   * @param text the statement
   * @param difference the loss without it less the loss with it, one for each seed, NaN where
   *     either training failed; empty where no valid program is left without it
   */
  public record Part(String text, Optional<Sample> difference) {}

  private final Program program;
  private final List<Trainer> trainers;
  private final List<Long> seeds;
  private final Workers workers;
  private final BiConsumer<Integer, Integer> progress;

  private Ablation(
      Program program,
      List<Trainer> trainers,
      List<Long> seeds,
      Workers workers,
      BiConsumer<Integer, Integer> progress) {
    this.program = program;
    this.trainers = trainers;
    this.seeds = seeds;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Trains a candidate on the tasks of its run, with everything and without each statement.
   *
   * @param run the directory of the run
   * @param candidate one of its candidates
   * @param seeds from how many seeds
   * @param threads how many trainings run at a time
   * @param progress hears how many trainings of how many are done
   * @return the live statements in order, for each task
   * @throws SearchException if the tasks of the run are not there
   * @throws InterruptedException if waiting for a training is interrupted
   */
  public static SequencedMap<String, List<Part>> of(
      RunDirectory run,
      Candidate candidate,
      int seeds,
      int threads,
      BiConsumer<Integer, Integer> progress)
      throws InterruptedException {
    Settings settings = Settings.of(run);
    Program program = Parser.program("candidate " + candidate.number(), candidate.program());
    List<Long> fresh =
        new SplittableRandom(settings.text("seed", "0").hashCode() ^ STREAM)
            .longs(seeds)
            .boxed()
            .toList();
    SequencedMap<String, List<Part>> parts = new LinkedHashMap<>();
    for (String name : settings.tasks()) {
      Task task = task(name, settings);
      int steps = settings.whole("steps").orElse(0);
      int length = steps == 0 ? task.steps() : steps;
      List<Trainer> trainers =
          settings.rates().stream()
              .map(rate -> Trainer.of(length, rate, Schedule.cosine()))
              .toList();
      try (Workers workers = Workers.of(task, threads)) {
        parts.put(name, new Ablation(program, trainers, fresh, workers, progress).parts());
      }
    }
    return parts;
  }

  private static Task task(String name, Settings settings) {
    try {
      Task task = Family.named(name).at(Scale.named(settings.text("scale", "1")));
      int batch = settings.whole("batch").orElse(0);
      return batch == 0 ? task : task.batch(batch);
    } catch (IllegalArgumentException | DataException e) {
      throw new SearchException(e.getMessage());
    }
  }

  private List<Part> parts() throws InterruptedException {
    List<Program> programs = new ArrayList<>(List.of(program));
    Map<Integer, Integer> without = new LinkedHashMap<>(); // from the statement to the program
    int[] live = Liveness.of(program).statements().stream().toArray();
    for (int statement : live) {
      without(statement)
          .ifPresent(less -> {
            without.put(statement, programs.size());
            programs.add(less);
          });
    }
    List<List<Double>> losses = losses(programs);
    List<Part> parts = new ArrayList<>();
    for (int statement : live) {
      Integer index = without.get(statement);
      Statement removed = program.statements().get(statement);
      parts.add(
          new Part(
              removed.target() + " = " + Printer.print(removed.value()),
              Optional.ofNullable(index).map(i -> difference(losses.get(i), losses.getFirst()))));
    }
    return parts;
  }

  /** The program without a statement, if that is one. */
  private Optional<Program> without(int statement) {
    List<Statement> statements = new ArrayList<>(program.statements());
    statements.remove(statement);
    Program less = program.with(statements);
    if (!namesAreKnown(less)) {
      return Optional.empty();
    }
    Kinds kinds = Kinds.of(less);
    boolean valid =
        kinds.problems().isEmpty() && kinds.update() == Kind.TENSOR && !kinds.updateForMatrices();
    return valid ? Optional.of(less) : Optional.empty();
  }

  private static boolean namesAreKnown(Program program) {
    Set<String> known = new HashSet<>(program.parameters());
    for (Statement statement : program.statements()) {
      if (!isKnown(statement.value(), known)) {
        return false;
      }
      known.add(statement.target());
    }
    return known.contains(program.update());
  }

  private static boolean isKnown(Expression expression, Set<String> known) {
    return switch (expression) {
      case Expression.Number number -> true;
      case Expression.Variable variable -> known.contains(variable.name());
      case Expression.Call call ->
          call.arguments().stream().allMatch(argument -> isKnown(argument, known));
    };
  }

  private List<List<Double>> losses(List<Program> programs) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    int all = programs.size() * seeds.size();
    return workers.all(
        programs,
        (evaluator, one) -> {
          List<Double> losses = new ArrayList<>();
          for (long seed : seeds) {
            losses.add(loss(evaluator, one, seed));
            progress.accept(done.incrementAndGet(), all);
          }
          return losses;
        });
  }

  private double loss(Evaluator evaluator, Program one, long seed) {
    Outcome outcome = evaluator.best(one, trainers, seed);
    return outcome.category() == Outcome.Category.TRAINED ? outcome.select().loss() : Double.NaN;
  }

  private static Sample difference(List<Double> without, List<Double> with) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      differences.add(without.get(i) - with.get(i));
    }
    return new Sample(differences);
  }
}
