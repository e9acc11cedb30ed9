package gradus.grammar;

import java.math.BigDecimal;

/** How numbers are written: as short as they can be and still read back as the same double. */
public final class Numbers {
  private Numbers() {}

  /**
   * The text of a number.
   *
   * @param value a finite double
   * @return for example {@code 0.001}, {@code 1e-8}, {@code 2}
   */
  public static String text(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("not a literal: " + value);
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 9) {
      return digits.toPlainString();
    }
    return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
