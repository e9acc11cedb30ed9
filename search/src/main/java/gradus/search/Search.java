package gradus.search;

import gradus.grammar.Liveness;
import gradus.grammar.Printer;
import gradus.results.Candidate;
import gradus.results.RunStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The loop of a search. Candidate n is proposed when candidates 1 to n - window have been taken in,
 * in that order, whenever their trainings end: so the outcome does not depend on how many workers
 * there are, how fast they are, or how often the search was interrupted.
 *
 * <p>A candidate is in the store before it counts. To go on with a search is to run it again from
 * its first candidate, with the outcomes of the store in place of trainings.
 */
public final class Search {
  /** A search whose cache answers so much more often than it trains has exhausted its space. */
  private static final long MOST_PER_EVALUATION = 1000;

  private record Waiting(Proposal proposal, boolean cached, Future<Evaluation> evaluation) {}

  private final Configuration configuration;
  private final Strategy strategy;
  private final RunStore store;
  private final List<Candidate> recorded;
  private final BiFunction<Proposal, Integer, Future<Evaluation>> trainer;
  private final Consumer<Statistics> progress;
  private final Map<String, Future<Evaluation>> cache = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Statistics statistics = new Statistics();
  private int proposed;
  private int evaluations;
  private int taken;

  private Search(
      Configuration configuration,
      Strategy strategy,
      RunStore store,
      BiFunction<Proposal, Integer, Future<Evaluation>> trainer,
      Consumer<Statistics> progress) {
    this.configuration = configuration;
    this.strategy = strategy;
    this.store = store;
    this.recorded = store.candidates();
    this.trainer = trainer;
    this.progress = progress;
  }

  /**
   * A search that begins, or goes on where its store ends.
   *
   * @param configuration what shapes it
   * @param strategy a strategy that has taken in nothing yet
   * @param store where candidates are kept
   * @param trainer begins the evaluation of a proposal with a number
   * @param progress hears of every candidate that is taken in
   * @return the search
   */
  public static Search of(
      Configuration configuration,
      Strategy strategy,
      RunStore store,
      BiFunction<Proposal, Integer, Future<Evaluation>> trainer,
      Consumer<Statistics> progress) {
    return new Search(configuration, strategy, store, trainer, progress);
  }

  /**
   * Runs to the end of the budget, or until it is told to stop; what was proposed is taken in
   * either way.
   *
   * @param stop whether to propose nothing more
   * @return whether the budget was spent
   * @throws InterruptedException if waiting for a training is interrupted
   */
  public boolean run(BooleanSupplier stop) throws InterruptedException {
    while (!spent() && !stop.getAsBoolean()) {
      while (waiting.size() >= window()) {
        takeIn();
      }
      propose();
    }
    while (!waiting.isEmpty()) {
      takeIn();
    }
    return spent();
  }

  /** The first candidate must be known before anything can be made from it. */
  private int window() {
    return taken == 0 ? 1 : configuration.window();
  }

  private boolean spent() {
    return evaluations >= configuration.evaluations()
        || proposed >= MOST_PER_EVALUATION * configuration.evaluations()
        || proposed == Integer.MAX_VALUE;
  }

  private void propose() {
    int number = ++proposed;
    Proposal proposal =
        strategy.propose(number, Seeds.PROPOSAL.random(configuration.seed(), number));
    Future<Evaluation> known = cache.get(proposal.hash());
    boolean cached = known != null;
    if (number <= recorded.size()) {
      Candidate candidate = recorded.get(number - 1);
      verify(candidate, proposal, cached);
      known =
          CompletableFuture.completedFuture(
              new Evaluation(candidate.outcome(), candidate.fitness(), candidate.losses()));
    } else if (!cached) {
      known = trainer.apply(proposal, number);
    }
    if (!cached) {
      evaluations++;
      cache.put(proposal.hash(), known);
    }
    waiting.addLast(new Waiting(proposal, cached, known));
  }

  private static void verify(Candidate candidate, Proposal proposal, boolean cached) {
    if (!candidate.hash().equals(proposal.hash())
        || candidate.parent() != proposal.parent()
        || candidate.cached() != cached
        || !candidate.program().equals(Printer.print(proposal.program()))) {
      throw new SearchException(
          "run.db: candidate %d is not the one that this configuration and this version of Gradus"
                  .formatted(candidate.number())
              + " propose; found "
              + candidate.hash()
              + "; allowed: "
              + proposal.hash()
              + ", so resume the run with the version that began it");
    }
  }

  private void takeIn() throws InterruptedException {
    Waiting next = waiting.removeFirst();
    Evaluation evaluation = Workers.result(next.evaluation());
    int number = ++taken;
    Candidate candidate = candidate(number, next, evaluation);
    if (number > recorded.size()) {
      store.append(candidate);
    }
    double fitness = evaluation.trained() ? evaluation.fitness() : Double.NEGATIVE_INFINITY;
    strategy.take(
        new Individual(number, next.proposal().program(), next.proposal().hash(), fitness));
    statistics.add(candidate);
    progress.accept(statistics);
  }

  private static Candidate candidate(int number, Waiting next, Evaluation evaluation) {
    Proposal proposal = next.proposal();
    int statements = proposal.program().statements().size();
    int live = Liveness.of(proposal.program()).statements().cardinality();
    return new Candidate(
        number,
        proposal.parent(),
        proposal.mutation(),
        Printer.print(proposal.program()),
        proposal.hash(),
        evaluation.outcome(),
        evaluation.fitness(),
        next.cached(),
        statements,
        statements - live,
        proposal.discarded(),
        next.cached() ? List.of() : evaluation.losses());
  }

  /**
   * What was done so far.
   *
   * @return the counts, which go on counting
   */
  public Statistics statistics() {
    return statistics;
  }
}
