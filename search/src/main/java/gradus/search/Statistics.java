package gradus.search;

import gradus.results.Candidate;
import java.util.Map;
import java.util.TreeMap;

/** What a search has done so far, counted over the candidates that were taken in. */
public final class Statistics {
  private final Map<String, Integer> failures = new TreeMap<>();
  private long generated;
  private long discarded;
  private long cached;
  private long evaluated;
  private long trainings;
  private long statements;
  private long redundant;
  private double best = Double.NEGATIVE_INFINITY;
  private int bestNumber;

  /** Counts nothing yet. */
  public Statistics() {}

  void add(Candidate candidate) {
    generated++;
    discarded += candidate.invalidChildren();
    statements += candidate.statements();
    redundant += candidate.redundantStatements();
    trainings += candidate.losses().size();
    if (candidate.cached()) {
      cached++;
    } else {
      evaluated++;
      if (!candidate.outcome().equals(Evaluation.TRAINED)) {
        failures.merge(candidate.outcome(), 1, Integer::sum);
      }
    }
    if (candidate.fitness() > best) {
      best = candidate.fitness();
      bestNumber = candidate.number();
    }
  }

  /**
   * How many valid programs were made.
   *
   * @return the number of candidates
   */
  public long generated() {
    return generated;
  }

  /**
   * How many children were thrown away before they became candidates.
   *
   * @return those that were invalid or equal to their parent
   */
  public long discarded() {
    return discarded;
  }

  /**
   * How many candidates had the hash of an earlier one.
   *
   * @return those that were not trained
   */
  public long cached() {
    return cached;
  }

  /**
   * How many candidates were trained.
   *
   * @return programs, not trainings
   */
  public long evaluated() {
    return evaluated;
  }

  /**
   * How many trainings were begun.
   *
   * @return the sum over the candidates
   */
  public long trainings() {
    return trainings;
  }

  /**
   * The best fitness so far.
   *
   * @return minus infinity before the first
   */
  public double best() {
    return best;
  }

  /**
   * The candidate with the best fitness.
   *
   * @return its number; 0 before the first
   */
  public int bestNumber() {
    return bestNumber;
  }

  /**
   * The share of statements that do not matter to the result.
   *
   * @return from 0 to 100
   */
  public double redundantPercent() {
    return statements == 0 ? 0 : 100.0 * redundant / statements;
  }

  /**
   * The share of candidates that had the hash of an earlier one.
   *
   * @return from 0 to 100
   */
  public double cachedPercent() {
    return generated == 0 ? 0 : 100.0 * cached / generated;
  }

  /**
   * The trained programs without a fitness, by what happened.
   *
   * @return how many, by category
   */
  public Map<String, Integer> failures() {
    return Map.copyOf(failures);
  }
}
