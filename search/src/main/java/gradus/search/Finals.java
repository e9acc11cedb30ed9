package gradus.search;

import gradus.grammar.Cost;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.results.HallOfFame;
import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Ranks the best candidates of a search anew. The best score of a noisy search is luck, so the
 * finalists are trained from seeds that the search has not seen, and ranked by the mean less its
 * standard error; one that fails on any seed is out. Finalists are the best of all, and the best of
 * every size that no smaller program is as good as.
 */
final class Finals {
  /** The programs of a cell: as many statements, as much state. */
  private static final int PER_CELL = 3;

  private static final double SIDE = 1024;
  private static final List<String> COLUMNS =
      List.of("state_bytes", "front", "standard_error", "search_fitness", "candidate");

  private record Entrant(Individual individual, Program simple, double stateBytes, double fitness) {
    static Entrant of(Individual individual) {
      Program simple = Simplifier.simplify(individual.program());
      double state = Cost.of(simple).state().in(SIDE, SIDE);
      return new Entrant(individual, simple, state, individual.losses().fitness());
    }

    int complexity() {
      return simple.statements().size();
    }

    /** What is to be as high as can be. */
    Vec<double[]> merits() {
      return Vec.of(fitness, -complexity(), -stateBytes);
    }

    Entrant judged(double rating) {
      return new Entrant(individual, simple, stateBytes, rating);
    }
  }

  private record Finalist(Entrant entrant, Sample fitness) {
    double rating() {
      return fitness.mean() - fitness.standardError();
    }
  }

  private final Configuration configuration;
  private final Judge judge;

  Finals(Configuration configuration, Judge judge) {
    this.configuration = configuration;
    this.judge = judge;
  }

  HallOfFame of(List<Individual> evaluated, Consumer<String> log) throws InterruptedException {
    List<Entrant> entrants = entrants(evaluated);
    log.accept(
        "ranking the best %d again, from %d fresh seeds each"
            .formatted(entrants.size(), configuration.finalTrainings()));
    List<Long> seeds =
        Sample.seeds(Seeds.SELECTION, configuration.seed(), configuration.finalTrainings());
    List<Future<Losses>> futures = new ArrayList<>();
    for (Entrant entrant : entrants) {
      futures.add(judge.measure(entrant.individual().program(), seeds));
    }
    List<Finalist> finalists = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      Losses losses = Workers.result(futures.get(i));
      if (losses.trained()) {
        finalists.add(new Finalist(entrants.get(i), losses.byRound()));
      }
    }
    finalists.sort(
        Comparator.comparingDouble(Finalist::rating)
            .reversed()
            .thenComparingInt(finalist -> finalist.entrant().individual().number()));
    Set<Entrant> front =
        front(finalists.stream().map(one -> one.entrant().judged(one.rating())).toList());
    List<HallOfFame.Entry> entries = new ArrayList<>();
    for (Finalist finalist : finalists) {
      boolean isOnFront = front.contains(finalist.entrant().judged(finalist.rating()));
      entries.add(entry(entries.size() + 1, finalist, isOnFront));
    }
    return new HallOfFame(COLUMNS, entries);
  }

  /** The best of all, then the best of the cells on the front; none twice by its hash. */
  private List<Entrant> entrants(List<Individual> evaluated) {
    Set<String> hashes = new HashSet<>();
    List<Entrant> judged =
        evaluated.stream()
            .filter(one -> one.losses().trained())
            .filter(one -> one.losses().rounds() >= configuration.trainings())
            .filter(one -> hashes.add(one.hash()))
            .map(Entrant::of)
            .sorted(
                Comparator.comparingDouble(Entrant::fitness)
                    .reversed()
                    .thenComparingInt(one -> one.individual().number()))
            .toList();
    Set<Entrant> chosen =
        new LinkedHashSet<>(judged.subList(0, Math.min(configuration.finalists(), judged.size())));
    Map<String, List<Entrant>> cells = new TreeMap<>();
    for (Entrant entrant : judged) {
      List<Entrant> cell =
          cells.computeIfAbsent(
              entrant.complexity() + " " + entrant.stateBytes(), any -> new ArrayList<>());
      if (cell.size() < PER_CELL) {
        cell.add(entrant);
      }
    }
    Set<Entrant> front = front(cells.values().stream().map(List::getFirst).toList());
    cells.values().stream().filter(cell -> front.contains(cell.getFirst())).forEach(chosen::addAll);
    return List.copyOf(chosen);
  }

  private static Set<Entrant> front(List<Entrant> entrants) {
    Comparator<Entrant> dominance =
        (a, b) -> Pareto.dominance(a.merits().data(), b.merits().data());
    return new HashSet<>(Pareto.front(ISeq.of(entrants), dominance).asList());
  }

  private HallOfFame.Entry entry(int rank, Finalist finalist, boolean front) {
    Entrant entrant = finalist.entrant();
    Individual individual = entrant.individual();
    Program simple = entrant.simple().named("find_" + individual.number());
    String text =
        """
        # %s: found by a search on %s
        # Source: candidate %d of a search from %s with seed %d
        # Learning rate: 1
        %s\
        """
            .formatted(
                simple.name(),
                String.join(", ", configuration.tasks()),
                individual.number(),
                String.join(", ", configuration.starts()),
                configuration.seed(),
                Printer.print(simple));
    return new HallOfFame.Entry(
        rank,
        finalist.fitness().mean(),
        simple.statements().size(),
        individual.hash(),
        individual.hash(),
        text,
        List.of(
            Double.toString(entrant.stateBytes()),
            front ? "yes" : "no",
            Double.toString(finalist.fitness().standardError()),
            Double.toString(individual.losses().fitness()),
            Integer.toString(individual.number())));
  }
}
