package gradus.grammar;

/**
 * Elementary functions of single precision, to the bit what {@link StrictMath}'s round to, and
 * faster. As Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last
 * bit" (1991): a short polynomial in double precision is taken where all that lies within its error
 * rounds to the same number, else the platform's function decides. IEEE operations alone are used,
 * so interpreted and compiled code agree, on any machine.
 */
final class Single {

  private static final double LN2 = 0x1.62e42fefa39efp-1;
  private static final double PER_LN2 = 0x1.71547652b82fep0;
  private static final double LOG2_TEN = 0x1.a934f0979a371p1;
  private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;

  /** More than the relative error of each function but {@link #power}. */
  private static final double ERROR = 0x1p-43;

  /** An exponent of up to 150 magnifies the error of the logarithm. */
  private static final double ERROR_OF_POWER = 0x1p-36;

  /** Added to a number below 2^51 it leaves the nearest whole number in the lowest bits. */
  private static final double ROUND = 0x1.8p52;

  /** Beyond 2 to this power, single precision has 0 and infinity only. */
  private static final double FAR = 1000;

  /** (ln 2)^n / n! for n from 1: the series of 2^r - 1. */
  private static final double P1 = LN2;

  private static final double P2 = LN2 * LN2 / 2;
  private static final double P3 = P2 * LN2 / 3;
  private static final double P4 = P3 * LN2 / 4;
  private static final double P5 = P4 * LN2 / 5;
  private static final double P6 = P5 * LN2 / 6;
  private static final double P7 = P6 * LN2 / 7;
  private static final double P8 = P7 * LN2 / 8;
  private static final double P9 = P8 * LN2 / 9;
  private static final double P10 = P9 * LN2 / 10;
  private static final double P11 = P10 * LN2 / 11;
  private static final double P12 = P11 * LN2 / 12;

  private static final int FRACTION_BITS = 52;
  private static final long BIAS = 1023;

  /**
   * The bits of the square root of a half: where fractions change from one power of 2 to another.
   */
  private static final long ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;

  private static final double PER_QUARTER = 2 / Math.PI;

  /** A quarter turn in two parts: 33 bits and the rest. */
  private static final double QUARTER = 0x1.921fb544p0;

  private static final double QUARTER_REST = 0x1.0b4611a626331p-34;

  private static final float MANY_TURNS = 4096;

  private Single() {}

  static float exp(float x) {
    double y = exponential(x * PER_LN2);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.exp(x);
  }

  static float exp2(float x) {
    double y = exponential(x);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.pow(2, x);
  }

  static float exp10(float x) {
    double y = exponential(x * LOG2_TEN);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.pow(10, x);
  }

  static float expm1(float x) {
    double y = exponentialLessOne(x * PER_LN2);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.expm1(x);
  }

  /** (e^2x - 1) / (e^2x + 1). */
  static float tanh(float x) {
    double less = exponentialLessOne(x * (2 * PER_LN2));
    double y = less / (less + 2);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.tanh(x);
  }

  /** sign(x) (e^a - e^-a) / 2 with a = |x|, in e^a - 1 so that small a lose no digits. */
  static float sinh(float x) {
    double less = exponentialLessOne(Math.abs(x) * PER_LN2);
    double y = Math.copySign(0.5 * (less + less / (less + 1)), x);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.sinh(x);
  }

  /** (e^x + e^-x) / 2. */
  static float cosh(float x) {
    double power = exponential(x * PER_LN2);
    double y = 0.5 * (power + 1 / power);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.cosh(x);
  }

  static float log(float x) {
    double y = logarithm(x);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.log(x);
  }

  static float log2(float x) {
    double y = logarithm(x) * PER_LN2;
    return decided(y, ERROR) ? (float) y : (float) Elementary.log2(x);
  }

  static float log10(float x) {
    double y = logarithm(x) * LOG10_E;
    return decided(y, ERROR) ? (float) y : (float) StrictMath.log10(x);
  }

  /** A square, a square root, or another power. */
  static float power(float x, float y) {
    if (y == 2) {
      return (float) ((double) x * x);
    }
    // The sum makes -0 a 0, as the root of it is; of minus infinity the platform's is not NaN.
    return y == 0.5f && x > Float.NEGATIVE_INFINITY ? (float) Math.sqrt(x + 0.0) : anyPower(x, y);
  }

  /** 2^(y log2 x). */
  private static float anyPower(float x, float y) {
    double power = exponential(y * (logarithm(x) * PER_LN2));
    return decided(power, ERROR_OF_POWER) ? (float) power : (float) StrictMath.pow(x, y);
  }

  static float sin(float x) {
    double y = sine(x, 0);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    double y = sine(x, 1);
    return decided(y, ERROR) ? (float) y : (float) StrictMath.cos(x);
  }

  /** Whether all within the error of a number rounds to the same float; not so for NaN. */
  private static boolean decided(double y, double error) {
    return (float) (y - y * error) == (float) (y + y * error);
  }

  /** 2^t. */
  private static double exponential(double t) {
    double near = Math.min(Math.max(t, -FAR), FAR);
    double rounded = near + ROUND;
    double series = series(near - (rounded - ROUND));
    double scale = scale(rounded);
    return scale + scale * series;
  }

  /** 2^t - 1. */
  private static double exponentialLessOne(double t) {
    double near = Math.min(Math.max(t, -FAR), FAR);
    double rounded = near + ROUND;
    double series = series(near - (rounded - ROUND));
    double scale = scale(rounded);
    return Math.copySign((scale - 1) + scale * series, t);
  }

  private static double scale(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + BIAS) << FRACTION_BITS);
  }

  /** 2^r - 1 for r of at most a half, in pairs so that the processor need not wait. */
  private static double series(double r) {
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = (P1 + P2 * r) + (P3 + P4 * r) * r2;
    double middle = (P5 + P6 * r) + (P7 + P8 * r) * r2;
    double high = (P9 + P10 * r) + (P11 + P12 * r) * r2;
    return r * (low + (middle + high * r4) * r4);
  }

  /**
   * e ln 2 + 2 artanh s with s = (m - 1) / (m + 1), x = 2^e m and m from the root of a half to the
   * root of 2. NaN where x is not above 0, or not finite: that the platform's function decides.
   */
  private static double logarithm(float number) {
    if (!(number > 0 && number < Float.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    long bits = Double.doubleToRawLongBits(number);
    long exponent = (bits - ROOT_OF_HALF) >> FRACTION_BITS;
    double m = Double.longBitsToDouble(bits - (exponent << FRACTION_BITS));
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = (1.0 / 3 + z * (1.0 / 5)) + (1.0 / 7 + z * (1.0 / 9)) * z2;
    double high = (1.0 / 11 + z * (1.0 / 13)) + (1.0 / 15 + z * (1.0 / 17)) * z2;
    return exponent * LN2 + 2 * (s + s * z * (low + high * z4));
  }

  /**
   * The sine of x and some quarter turns: x is brought near 0 by quarter turns, of which the first
   * 33 bits times their number are exact. NaN where x is too large for that.
   */
  private static double sine(float x, int quarters) {
    if (!(Math.abs(x) < MANY_TURNS)) {
      return Double.NaN;
    }
    double rounded = x * PER_QUARTER + ROUND;
    double n = rounded - ROUND;
    double r = (x - n * QUARTER) - n * QUARTER_REST;
    long turn = Double.doubleToRawLongBits(rounded) + quarters;
    double z = r * r;
    double z2 = z * z;
    double z4 = z2 * z2;
    double y;
    if ((turn & 1) == 0) {
      double low = (-1.0 / 6 + z * (1.0 / 120)) + (-1.0 / 5040 + z * (1.0 / 362880)) * z2;
      double high = (-1.0 / 39916800 + z * (1.0 / 6227020800L)) + z2 * (-1.0 / 1307674368000L);
      y = r * (1 + z * (low + high * z4));
    } else {
      double low = (-1.0 / 2 + z * (1.0 / 24)) + (-1.0 / 720 + z * (1.0 / 40320)) * z2;
      double high = (-1.0 / 3628800 + z * (1.0 / 479001600)) + z2 * (-1.0 / 87178291200L);
      y = 1 + z * (low + high * z4);
    }
    return (turn & 2) == 0 ? y : -y;
  }
}
