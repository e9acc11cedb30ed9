package gradus.search;

import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.DeleteStatement;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import io.jenetics.AnyChromosome;
import io.jenetics.AnyGene;
import io.jenetics.Genotype;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.TournamentSelector;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Regularized evolution (Real et al., 2019, arXiv 1802.01548): the parent wins a tournament, its
 * mutated child enters the population, and the oldest leaves. All begin as the start program.
 */
public final class RegularizedEvolution implements Strategy {
  /** After so many children of no use, another parent is drawn. */
  private static final int PATIENCE = 200;

  private final Deque<Phenotype<AnyGene<Individual>, Double>> population = new ArrayDeque<>();
  private final TournamentSelector<AnyGene<Individual>, Double> selector;
  private final Map<Mutation, Double> mutations = new LinkedHashMap<>();
  private final SearchSpace space;
  private final Program start;
  private final int size;

  /**
   * A population that consists of the start program.
   *
   * @param configuration population, tournament and weights of the mutations
   * @param space what may be written
   * @param start a valid, flat program of the space
   */
  public RegularizedEvolution(Configuration configuration, SearchSpace space, Program start) {
    this.space = space;
    this.start = start;
    size = configuration.population();
    selector = new TournamentSelector<>(configuration.tournament());
    mutations.put(new InsertStatement(), configuration.insert());
    mutations.put(new DeleteStatement(), configuration.delete());
    mutations.put(new ChangeArgument(), configuration.change());
  }

  @Override
  public Proposal propose(int number, RandomGenerator random) {
    if (population.isEmpty()) {
      return new Proposal(0, "start", start, Hash.of(start), 0);
    }
    int discarded = 0;
    while (true) {
      Individual parent = parent(random);
      for (int i = 0; i < PATIENCE; i++) {
        Mutation mutation = mutation(random);
        Optional<Program> child =
            mutation.apply(parent.program(), space, random).filter(space::valid);
        if (child.isPresent()) {
          String hash = Hash.of(child.get());
          if (!hash.equals(parent.hash())) {
            return new Proposal(parent.number(), mutation.name(), child.get(), hash, discarded);
          }
        }
        discarded++;
      }
    }
  }

  private Individual parent(RandomGenerator random) {
    ISeq<Phenotype<AnyGene<Individual>, Double>> living = ISeq.of(population);
    return RandomRegistry.with(random, r -> selector.select(living, 1, Optimize.MAXIMUM))
        .get(0)
        .genotype()
        .gene()
        .allele();
  }

  private Mutation mutation(RandomGenerator random) {
    double total = mutations.values().stream().mapToDouble(Double::doubleValue).sum();
    double left = random.nextDouble() * total;
    Mutation last = null;
    for (Map.Entry<Mutation, Double> entry : mutations.entrySet()) {
      last = entry.getKey();
      left -= entry.getValue();
      if (left < 0) {
        return last;
      }
    }
    return last;
  }

  @Override
  public void take(Individual individual) {
    Phenotype<AnyGene<Individual>, Double> phenotype =
        Phenotype.of(
            Genotype.of(AnyChromosome.of(() -> individual)),
            individual.number(),
            individual.fitness());
    if (population.isEmpty()) {
      population.addAll(Collections.nCopies(size, phenotype));
    } else {
      population.addLast(phenotype);
      population.removeFirst();
    }
  }
}
