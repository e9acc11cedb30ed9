package gradus.proxies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ElementaryTest {

  @Test
  void theExponentialIsWithinTwoUnitsInTheLastPlace() {
    Random random = new Random(1);
    float[] x = new float[100_003];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 2 == 0 ? (random.nextFloat() * 2 - 1) * 87 : (float) random.nextGaussian();
    }
    float[] y = x.clone();
    Elementary.exp(y, 1, y.length);
    assertThat(y[0]).isEqualTo(x[0]);
    for (int i = 1; i < x.length; i++) {
      double expected = StrictMath.exp(x[i]);
      assertThat(Math.abs(y[i] - expected))
          .as("%s", x[i])
          .isLessThan(2 * Math.ulp((float) expected));
    }
  }

  @Test
  void theEndsOfTheRangeAreNormalNumbersAndNaNStays() {
    float[] x = {Float.NEGATIVE_INFINITY, -1000, 0, 1000, Float.POSITIVE_INFINITY, Float.NaN};
    Elementary.exp(x, 0, x.length);
    assertThat(x[0]).isEqualTo(x[1]).isBetween(Float.MIN_NORMAL, 2e-38f);
    assertThat(x[2]).isEqualTo(1);
    assertThat(x[3]).isEqualTo(x[4]).isBetween(1e38f, Float.MAX_VALUE);
    assertThat(x[5]).isNaN();
  }
}
