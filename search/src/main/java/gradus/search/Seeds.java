package gradus.search;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All randomness of a search, as a function of its seed. Purposes have streams of their own, so
 * that what one draws never moves another.
 */
enum Seeds {
  /** How candidate n is made. */
  PROPOSAL,
  /** The trainings by which candidates are judged during the search. */
  SEARCH,
  /** The trainings by which finalists are ranked and baselines tuned. */
  SELECTION,
  /** The trainings of the last comparison. */
  COMPARISON;

  /** The seed with a number in this stream. */
  long seed(long search, int number) {
    return new SplittableRandom(
                new SplittableRandom(search).nextLong() + 0x9e3779b97f4a7c15L * (ordinal() + 1))
            .split()
            .nextLong()
        ^ scramble(number);
  }

  /** A source of chance of its own for a number in this stream. */
  RandomGenerator random(long search, int number) {
    return new SplittableRandom(seed(search, number));
  }

  private static long scramble(int number) {
    return new SplittableRandom(number).nextLong();
  }
}
