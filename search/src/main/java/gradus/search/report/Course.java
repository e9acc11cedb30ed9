package gradus.search.report;

import gradus.results.Candidate;
import gradus.results.RunStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run from its first candidate to its last: totals, how it went in at most {@link #BINS} pieces
 * of equal length, and how mutations did. One pass over the store; what is held of a candidate is
 * its fitness.
 */
final class Course {
  /** More than a plot has room for would only make the page larger. */
  static final int BINS = 120;

  /** Shares of fewer candidates are noise. */
  private static final double LEAST = 30;

  private static final int MOST_LIVING = 10_000;

  /** One piece: its own counts, and how things stood at its end. */
  static final class Bin {
    final Counts counts = new Counts();
    int last;
    long evaluated;
    double best;
    double[] quartiles;
  }

  /** A candidate that was better than all before it, by as many trainings as a program is given. */
  record Best(int number, double fitness) {}

  /**
   * The children that a mutation made, and those among them with a higher fitness than their
   * parent.
   */
  static final class Success {
    long children;
    long better;

    double percent() {
      return 100.0 * better / children;
    }
  }

  final Counts counts = new Counts();
  final List<Bin> bins = new ArrayList<>();
  final List<Best> bests = new ArrayList<>();
  final SortedMap<String, Success> mutations = new TreeMap<>();
  private final Map<String, Integer> trainings = new HashMap<>();
  private final int leastTrainings;
  private final String hash;
  private int find;
  private final double[] fitness;
  private final double[] living;
  private final double binLength;

  private Course(int candidates, Settings settings, String hash) {
    this.hash = hash;
    fitness = new double[candidates + 1];
    fitness[0] = Double.NaN;
    living =
        new double[Math.clamp(settings.whole("population").orElse(MOST_LIVING), 1, MOST_LIVING)];
    leastTrainings = settings.leastTrainings();
    Arrays.fill(living, Double.NaN);
    binLength = Math.max(LEAST, candidates / (double) BINS);
  }

  /**
   * Reads a run.
   *
   * @param store its candidates
   * @param settings how many of the last candidates live, and from how many seeds they are trained
   * @param hash of the find; empty if it is the best candidate
   */
  static Course of(RunStore store, Settings settings, String hash) {
    Course course = new Course(store.count(), settings, hash);
    store.forEach(course::add);
    course.endBin();
    return course;
  }

  private void add(Candidate candidate) {
    int number = candidate.number();
    if (bins.isEmpty() || number > bins.size() * binLength) {
      endBin();
      bins.add(new Bin());
    }
    Bin bin = bins.getLast();
    bin.last = number;
    bin.counts.add(candidate);
    counts.add(candidate);
    fitness[number] = candidate.fitness();
    living[number % living.length] = candidate.fitness();
    int known = trainings.merge(candidate.hash(), candidate.losses().size(), Integer::sum);
    if (known >= leastTrainings
        && (bests.isEmpty()
            ? !Double.isNaN(candidate.fitness())
            : candidate.fitness() > bests.getLast().fitness())) {
      bests.add(new Best(number, candidate.fitness()));
    }
    if (find == 0 && candidate.hash().equals(hash)) {
      find = number;
    }
    if (candidate.parent() > 0) {
      success(candidate);
    }
  }

  private void success(Candidate candidate) {
    Success success = mutations.computeIfAbsent(candidate.mutation(), name -> new Success());
    success.children++;
    double parent = fitness[candidate.parent()];
    boolean better =
        candidate.fitness() > (Double.isNaN(parent) ? Double.NEGATIVE_INFINITY : parent);
    success.better += better ? 1 : 0;
  }

  private void endBin() {
    if (!bins.isEmpty()) {
      Bin bin = bins.getLast();
      bin.evaluated = counts.evaluated();
      bin.best = bests.isEmpty() ? Double.NaN : bests.getLast().fitness();
      bin.quartiles = quartiles();
    }
  }

  /**
   * Of those that live and have a fitness: the worst quarter ends here, the middle, the best
   * begins.
   */
  private double[] quartiles() {
    double[] sorted =
        Arrays.stream(living).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    int last = sorted.length - 1;
    return new double[] {sorted[last / 4], sorted[last / 2], sorted[last - last / 4]};
  }

  /** The candidate that the run is remembered for; 0 if there is none. */
  int find() {
    return find > 0 || bests.isEmpty() ? find : bests.getLast().number();
  }

  /** How many candidates were evaluated by the time of one, as exactly as the bins tell. */
  long evaluated(double number) {
    int last = 0;
    long evaluated = 0;
    for (Bin bin : bins) {
      if (number <= bin.last) {
        double share = (number - last) / (bin.last - last);
        return Math.round(evaluated + share * (bin.evaluated - evaluated));
      }
      last = bin.last;
      evaluated = bin.evaluated;
    }
    return evaluated;
  }
}
