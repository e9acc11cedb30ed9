package gradus.proxies.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

  private static final int DRAWS = 100_000;

  @Test
  void isTheSequenceOfTheLibrarysGenerator() {
    for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE}) {
      SplitMix64 ours = new SplitMix64(seed);
      SplittableRandom theirs = new SplittableRandom(seed);
      for (int i = 0; i < 100; i++) {
        assertThat(ours.nextLong()).isEqualTo(theirs.nextLong());
      }
    }
  }

  @Test
  void gaussiansHaveTheMomentsAndTailsOfTheNormalDistribution() {
    SplitMix64 random = new SplitMix64(1);
    double[] moments = new double[5];
    int beyondTwo = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = random.nextGaussian();
      double power = 1;
      for (int n = 1; n < moments.length; n++) {
        power *= value;
        moments[n] += power / DRAWS;
      }
      beyondTwo += Math.abs(value) > 2 ? 1 : 0;
    }
    // Bounds are five standard errors at this number of draws.
    assertThat(moments[1]).isCloseTo(0, within(0.016));
    assertThat(moments[2]).isCloseTo(1, within(0.023));
    assertThat(moments[3]).isCloseTo(0, within(0.062));
    assertThat(moments[4]).isCloseTo(3, within(0.16));
    assertThat((double) beyondTwo / DRAWS).isCloseTo(0.0455, within(0.0033));
  }

  @Test
  void everyOrderComesOutOfAShuffleEquallyOften() {
    SplitMix64 random = new SplitMix64(1);
    int[] counts = new int[64];
    for (int i = 0; i < DRAWS; i++) {
      int[] values = {0, 1, 2, 3};
      random.shuffle(values);
      assertThat(1 << values[0] | 1 << values[1] | 1 << values[2] | 1 << values[3]).isEqualTo(15);
      counts[values[0] * 16 + values[1] * 4 + values[2]]++;
    }
    double chiSquare = 0;
    int orders = 0;
    for (int count : counts) {
      if (count > 0) {
        double expected = DRAWS / 24.0;
        chiSquare += (count - expected) * (count - expected) / expected;
        orders++;
      }
    }
    assertThat(orders).isEqualTo(24);
    // The 99.9th percentile of chi-square with 23 degrees of freedom.
    assertThat(chiSquare).isLessThan(49.7);
  }
}
