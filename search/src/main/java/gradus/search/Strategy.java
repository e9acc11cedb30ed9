package gradus.search;

import java.util.random.RandomGenerator;

/**
 * Turns a search space into a stream of candidates. It is called from one thread and must draw all
 * chance from what it is given.
 */
public interface Strategy {
  /**
   * The next candidate.
   *
   * @param number which one, from 1
   * @param random where its chance comes from
   * @return the candidate
   */
  Proposal propose(int number, RandomGenerator random);

  /**
   * Takes in a candidate with its fitness. Candidates come in the order of their numbers.
   *
   * @param individual the candidate
   */
  void take(Individual individual);

  /**
   * How many candidates must have been taken in before any other can be proposed.
   *
   * @return 0 where nothing has to be known
   */
  int founders();
}
