package gradus.search;

import gradus.grammar.Fingerprint;
import gradus.grammar.Liveness;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.results.Candidate;
import gradus.results.RunStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

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

  /** After so many proposals the bars of the race are set anew. */
  private static final int RACE = 16;

  /** What is known of the programs that share a key. */
  private static final class Standing {
    private final int number;
    private final Program program;
    private final String hash;
    private Losses losses;
    private String outcome = "";
    private boolean pending = true;

    private Standing(int number, Proposal proposal, List<Double> weights) {
      this.number = number;
      program = proposal.program();
      hash = proposal.hash();
      losses = Losses.none(weights);
    }

    private void take(Evaluation evaluation) {
      losses = losses.and(evaluation.losses());
      outcome = evaluation.outcome();
      pending = false;
    }
  }

  /** A candidate that is not taken in yet; no evaluation where it has no trainings of its own. */
  private record Waiting(
      Proposal proposal, Standing standing, boolean cached, Future<Evaluation> evaluation) {}

  private final Configuration configuration;
  private final Strategy strategy;
  private final RunStore store;
  private final List<Candidate> recorded;
  private final Function<Judge.Question, Future<Evaluation>> judge;
  private final Consumer<Statistics> progress;
  private final Map<String, Standing> standings = new HashMap<>();
  private final List<Standing> inOrder = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Timings timings;
  private final Race.Field field;
  private final Statistics statistics;
  private final List<Double> weights;
  private Race race = Race.NONE;
  private double bar = Double.POSITIVE_INFINITY;
  private int proposed;
  private int taken;

  private Search(
      Configuration configuration,
      Strategy strategy,
      RunStore store,
      Function<Judge.Question, Future<Evaluation>> judge,
      Consumer<Statistics> progress,
      Timings timings) {
    this.timings = timings;
    this.configuration = configuration;
    this.strategy = strategy;
    this.store = store;
    this.recorded = store.candidates();
    this.judge = judge;
    this.progress = progress;
    weights = configuration.weights();
    field = new Race.Field(configuration.population());
    statistics = new Statistics(configuration.trainings());
  }

  /**
   * A search that begins, or goes on where its store ends.
   *
   * @param configuration what shapes it
   * @param strategy a strategy that has taken in nothing yet
   * @param store where candidates are kept
   * @param judge begins to find out how good a program is
   * @param progress hears of every candidate that is taken in
   * @param timings is told where the time goes
   * @return the search
   */
  static Search of(
      Configuration configuration,
      Strategy strategy,
      RunStore store,
      Function<Judge.Question, Future<Evaluation>> judge,
      Consumer<Statistics> progress,
      Timings timings) {
    return new Search(configuration, strategy, store, judge, progress, timings);
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
      while (waiting.size() >= configuration.window() || foundersAreWaitedFor()) {
        takeIn();
      }
      long began = System.nanoTime();
      propose();
      timings.since(Timings.Work.PROPOSING, began);
    }
    while (!waiting.isEmpty()) {
      takeIn();
    }
    return spent();
  }

  private boolean foundersAreWaitedFor() {
    return proposed >= strategy.founders() && taken < strategy.founders();
  }

  private boolean spent() {
    return inOrder.size() >= configuration.evaluations()
        || configuration.candidates() > 0 && proposed >= configuration.candidates()
        || proposed >= MOST_PER_EVALUATION * configuration.evaluations()
        || proposed == Integer.MAX_VALUE;
  }

  private void propose() {
    int number = ++proposed;
    Proposal proposal =
        strategy.propose(number, Seeds.PROPOSAL.random(configuration.seed(), number));
    if (number % RACE == 1 && taken > 0) {
      setBars();
    }
    String key = configuration.behaviour() ? Fingerprint.of(proposal.program()) : proposal.hash();
    Standing standing = standings.get(key);
    boolean cached = standing != null;
    if (!cached) {
      standing = new Standing(number, proposal, weights);
      standings.put(key, standing);
      inOrder.add(standing);
    }
    int rounds = cached ? standing.losses.rounds() + 1 : configuration.trainings();
    Future<Evaluation> evaluation = null;
    if (!cached || isTrainedAgain(standing)) {
      standing.pending = true;
      evaluation = evaluate(number, proposal, standing, rounds);
    }
    if (number <= recorded.size()) {
      verify(recorded.get(number - 1), proposal, cached);
    }
    waiting.addLast(new Waiting(proposal, standing, cached, evaluation));
  }

  private void setBars() {
    if (configuration.racing() < 1) {
      race = field.race(configuration.racing(), configuration.trainings());
    }
    if (configuration.resampling() > 0) {
      bar = field.bar(configuration.resamplingShare(), configuration.resampling());
    }
  }

  /** Luck is not to last: a program that is good and comes again is trained from one more seed. */
  private boolean isTrainedAgain(Standing standing) {
    return !standing.pending
        && standing.losses.trained()
        && standing.losses.rounds() < configuration.resampling()
        && standing.losses.fitness() >= bar;
  }

  private Future<Evaluation> evaluate(
      int number, Proposal proposal, Standing standing, int rounds) {
    if (number <= recorded.size()) {
      Candidate candidate = recorded.get(number - 1);
      return CompletableFuture.completedFuture(
          new Evaluation(candidate.outcome(), candidate.losses()));
    }
    boolean first = standing.losses.rounds() == 0;
    return judge.apply(
        new Judge.Question(standing.program, standing.losses, rounds, first ? race : Race.NONE));
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
    Standing standing = next.standing();
    List<Double> losses = List.of();
    if (next.evaluation() != null) {
      long began = System.nanoTime();
      Evaluation evaluation = Workers.result(next.evaluation());
      timings.since(Timings.Work.WAITING, began);
      standing.take(evaluation);
      losses = evaluation.losses();
    }
    int number = ++taken;
    Candidate candidate = candidate(number, next, losses);
    if (number > recorded.size()) {
      long began = System.nanoTime();
      store.append(candidate);
      timings.since(Timings.Work.STORING, began);
    }
    field.take(standing.losses);
    strategy.take(
        new Individual(number, next.proposal().program(), next.proposal().hash(), standing.losses));
    statistics.add(candidate, standing.losses);
    progress.accept(statistics);
  }

  private static Candidate candidate(int number, Waiting next, List<Double> losses) {
    Proposal proposal = next.proposal();
    int statements = proposal.program().statements().size();
    int live = Liveness.of(proposal.program()).statements().cardinality();
    return new Candidate(
        number,
        proposal.parent(),
        proposal.mutation(),
        Printer.print(proposal.program()),
        proposal.hash(),
        next.standing().outcome,
        next.standing().losses.fitness(),
        next.cached(),
        statements,
        statements - live,
        proposal.discarded(),
        losses);
  }

  /**
   * What was done so far.
   *
   * @return the counts, which go on counting
   */
  public Statistics statistics() {
    return statistics;
  }

  /**
   * The different programs that were evaluated so far, each with all that is known of it.
   *
   * @return in the order in which they came up
   */
  List<Individual> evaluated() {
    return inOrder.stream()
        .filter(standing -> !standing.pending)
        .map(one -> new Individual(one.number, one.program, one.hash, one.losses))
        .toList();
  }
}
