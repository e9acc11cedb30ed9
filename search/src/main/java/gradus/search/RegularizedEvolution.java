package gradus.search;

import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.search.mutation.Mutations;
import io.jenetics.AnyChromosome;
import io.jenetics.AnyGene;
import io.jenetics.Genotype;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.TournamentSelector;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Regularized evolution (Real et al., 2019, arXiv 1802.01548): the parent wins a tournament, its
 * mutated child enters the population, and the oldest leaves. All begin as the start programs. When
 * no better program has come up for long enough, all become the best so far.
 *
 * <p>Unlike there, a child without a fitness does not enter: where more than half of the children
 * fail, tournaments of two cannot keep a population alive that takes in all of them. Until the
 * first program has a fitness they do, so that a search can leave start programs that fail.
 */
public final class RegularizedEvolution implements Strategy {
  /** After so many children of no use, another parent is drawn. */
  private static final int PATIENCE = 200;

  private final Deque<Phenotype<AnyGene<Individual>, Losses>> population = new ArrayDeque<>();
  private final List<Individual> founders = new ArrayList<>();
  private final TournamentSelector<AnyGene<Individual>, Losses> selector;
  private final Mutations mutations;
  private final SearchSpace space;
  private final List<Program> starts;
  private final int size;
  private final int restart;
  private final int trainings;
  private final boolean failuresLive;
  private final boolean neutralLive;
  private ISeq<Phenotype<AnyGene<Individual>, Losses>> living = ISeq.empty();
  private Individual best;
  private int stale;
  private boolean successful;

  /**
   * A population that consists of the start programs, with the mutations that the configuration
   * weights.
   *
   * @param configuration population, tournament, restarts and weights of the mutations
   * @param space what may be written
   * @param starts valid, flat programs of the space
   */
  public RegularizedEvolution(
      Configuration configuration, SearchSpace space, List<Program> starts) {
    this(configuration, space, starts, Mutations.of(configuration::share));
  }

  RegularizedEvolution(
      Configuration configuration, SearchSpace space, List<Program> starts, Mutations mutations) {
    this.space = space;
    this.starts = List.copyOf(starts);
    this.mutations = mutations;
    size = Math.max(configuration.population(), starts.size());
    restart = configuration.restart();
    trainings = configuration.trainings();
    failuresLive = configuration.failuresLive();
    neutralLive = configuration.neutralLive();
    selector = new TournamentSelector<>(configuration.tournament());
  }

  @Override
  public int founders() {
    return starts.size();
  }

  @Override
  public Proposal propose(int number, RandomGenerator random) {
    if (number <= starts.size()) {
      Program start = starts.get(number - 1);
      return new Proposal(0, "start", start, Hash.of(start), 0);
    }
    int discarded = 0;
    while (true) {
      Individual parent = parent(random);
      for (int i = 0; i < PATIENCE; i++) {
        Mutations.Child made = mutations.apply(parent.program(), space, random);
        Optional<Program> child = made.program().filter(space::valid);
        if (child.isPresent()) {
          String hash = Hash.of(child.get());
          if (neutralLive || !hash.equals(parent.hash())) {
            return new Proposal(parent.number(), made.mutation(), child.get(), hash, discarded);
          }
        }
        discarded++;
      }
    }
  }

  private Individual parent(RandomGenerator random) {
    if (living.isEmpty()) {
      living = ISeq.of(population);
    }
    return RandomRegistry.with(random, r -> selector.select(living, 1, Optimize.MAXIMUM))
        .get(0)
        .genotype()
        .gene()
        .allele();
  }

  @Override
  public void take(Individual individual) {
    successful |= individual.losses().trained();
    if (founders.size() < starts.size()) {
      founders.add(individual);
      if (founders.size() == starts.size()) {
        begin(founders);
      }
      return;
    }
    if (individual.losses().trained() || failuresLive || !successful) {
      enter(individual);
      population.removeFirst();
    }
    stale++;
    if (beatsAll(individual)) {
      best = individual;
      stale = 0;
    } else if (restart > 0 && stale >= restart && best != null) {
      begin(List.of(best));
    }
  }

  private boolean beatsAll(Individual individual) {
    Losses losses = individual.losses();
    boolean judged = losses.trained() && losses.rounds() >= trainings;
    return judged && (best == null || losses.compareTo(best.losses()) > 0);
  }

  /** Everyone is one of these. */
  private void begin(List<Individual> first) {
    population.clear();
    for (int i = 0; i < size; i++) {
      enter(first.get(i % first.size()));
    }
    first.stream().filter(this::beatsAll).forEach(one -> best = one);
    stale = 0;
  }

  private void enter(Individual individual) {
    population.addLast(
        Phenotype.of(
            Genotype.of(AnyChromosome.of(() -> individual)),
            individual.number(),
            individual.losses()));
    living = ISeq.empty();
  }
}
