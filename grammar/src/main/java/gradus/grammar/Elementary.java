package gradus.grammar;

/** Elementary functions that the Java platform does not have, made of those it defines exactly. */
final class Elementary {
  private static final double LN2 = StrictMath.log(2);

  /** From here on, x * x + 1 rounds to x * x. */
  private static final double LARGE = 0x1p28;

  private Elementary() {}

  static double log2(double x) {
    return StrictMath.log(x) / LN2;
  }

  /** sign(x) log(a + sqrt(a^2 + 1)) with a = |x|, written so that small a loses no digits. */
  static double arcsinh(double x) {
    double a = Math.abs(x);
    double y =
        a > LARGE
            ? StrictMath.log(a) + LN2
            : StrictMath.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(y, x);
  }

  /** log(x + sqrt(x^2 - 1)), written in x - 1 so that x near 1 loses no digits. */
  static double arccosh(double x) {
    if (x < 1) {
      return Double.NaN; // the square below would lose the sign
    }
    double t = x - 1;
    return x > LARGE ? StrictMath.log(x) + LN2 : StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
  }

  /** sign(x) log((1 + a) / (1 - a)) / 2 with a = |x|. */
  static double arctanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * StrictMath.log1p(2 * a / (1 - a)), x);
  }
}
