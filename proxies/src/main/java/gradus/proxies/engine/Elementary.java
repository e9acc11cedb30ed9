package gradus.proxies.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential of our own, to about one unit in the last place: the platform's vector functions
 * differ between interpreted and compiled code, and training amplifies the last bit.
 */
final class Elementary {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final float PER_LOG_2 = 1.442695f;

  /** The natural logarithm of 2 in two parts; the product of the first and an exponent is exact. */
  private static final float LOG_2 = 0.693359375f;

  private static final float LOG_2_REST = -2.12194440e-4f;

  /** Added to a number below 2^22 it leaves the nearest integer in the lowest bits. */
  private static final float ROUND = 12582912f;

  /** Beyond these, results would leave the range of normal numbers. */
  private static final float LEAST = -87.3f;

  private static final float LARGEST = 88.3f;

  private static final int BIAS = 127;
  private static final int FRACTION_BITS = 23;

  private Elementary() {}

  /** Replaces the elements from one index to before another by their exponentials. */
  static void exp(float[] x, int from, int to) {
    int i = from;
    for (int end = from + SPECIES.loopBound(to - from); i < end; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, i)).intoArray(x, i);
    }
    if (i < to) {
      var rest = SPECIES.indexInRange(i, to);
      exp(FloatVector.fromArray(SPECIES, x, i, rest)).intoArray(x, i, rest);
    }
  }

  /** {@code 2^n e^r} with r at most log(2) / 2 from 0, and the Taylor polynomial of degree 7. */
  private static FloatVector exp(FloatVector number) {
    FloatVector x = number.blend(LEAST, number.lt(LEAST));
    x = x.blend(LARGEST, x.compare(VectorOperators.GT, LARGEST));
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector rounded = x.fma(FloatVector.broadcast(SPECIES, PER_LOG_2), round);
    FloatVector n = rounded.sub(round);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LOG_2), x);
    r = n.fma(FloatVector.broadcast(SPECIES, -LOG_2_REST), r);
    FloatVector sum = FloatVector.broadcast(SPECIES, 1f / 5040);
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1f / 2));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1));
    sum = sum.fma(r, FloatVector.broadcast(SPECIES, 1));
    IntVector exponent = rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUND)).add(BIAS);
    return sum.mul(exponent.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats());
  }
}
