package gradus.proxies.data;

/**
 * The generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014),
 * with the sampling on top of it: written out because the library leaves its sampling methods free
 * to change between versions, and a seed has to mean the same training for good.
 */
public final class SplitMix64 {

  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private long state;
  private double spare = Double.NaN;

  /**
   * The sequence of {@code java.util.SplittableRandom} of the same seed.
   *
   * @param seed any number
   */
  public SplitMix64(long seed) {
    state = seed;
  }

  /**
   * All 64 bits uniform.
   *
   * @return any number
   */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * Uniform; the bias of at most bound / 2^64 is beyond notice.
   *
   * @param bound at least 1
   * @return 0 .. bound - 1
   */
  public int nextInt(int bound) {
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /**
   * Standard normal, by Marsaglia's polar method (1964), which yields two at a time.
   *
   * @return any finite number
   */
  public double nextGaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * factor;
    return x * factor;
  }

  /**
   * Puts the values into an order drawn uniformly (Fisher and Yates).
   *
   * @param values changed in place
   */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
