package gradus.search.mutation;

import java.util.List;
import java.util.random.RandomGenerator;

/** Small things that mutations do by chance. */
final class Draw {
  private Draw() {}

  static <T> T one(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /** Half of the time a new constant, half of the time the old one scaled by a power of two. */
  static double constant(double old, RandomGenerator random) {
    return random.nextBoolean()
        ? random.nextGaussian()
        : old * StrictMath.pow(2, random.nextGaussian());
  }
}
