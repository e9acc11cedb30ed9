package gradus.search.report;

import gradus.results.Candidate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over candidates that came one after another. */
public final class Counts {
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private long generated;
  private long discarded;
  private long cached;
  private long trainings;
  private long statements;
  private long redundant;

  Counts() {}

  void add(Candidate candidate) {
    generated++;
    discarded += candidate.invalidChildren();
    trainings += candidate.losses().size();
    statements += candidate.statements();
    redundant += candidate.redundantStatements();
    if (candidate.cached()) {
      cached++;
    } else {
      outcomes.merge(candidate.outcome(), 1L, Long::sum);
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
   * How many candidates compute what an earlier one computes.
   *
   * @return the cache hits
   */
  public long cached() {
    return cached;
  }

  /**
   * How many different programs were tried.
   *
   * @return the candidates that were no cache hits
   */
  public long evaluated() {
    return generated - cached;
  }

  /**
   * How many trainings there were.
   *
   * @return the sum over the candidates
   */
  public long trainings() {
    return trainings;
  }

  /**
   * What became of the programs that were tried.
   *
   * @return how many, by category
   */
  public SortedMap<String, Long> outcomes() {
    return Collections.unmodifiableSortedMap(outcomes);
  }

  /**
   * The share of cache hits.
   *
   * @return from 0 to 100; NaN of no candidate
   */
  public double cachedPercent() {
    return 100.0 * cached / generated;
  }

  /**
   * The share of statements that do not matter to the result.
   *
   * @return from 0 to 100; NaN of no statement
   */
  public double redundantPercent() {
    return 100.0 * redundant / statements;
  }

  /** The mean number of statements of a program. */
  double length() {
    return (double) statements / generated;
  }

  /** The mean number of statements that matter. */
  double live() {
    return (double) (statements - redundant) / generated;
  }
}
