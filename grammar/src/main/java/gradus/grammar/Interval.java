package gradus.grammar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What a value may be: a real number from {@code low} to {@code high}, and perhaps NaN.
 *
 * @param low no number is smaller; minus infinity where there is no bound
 * @param high no number is larger; infinity where there is no bound
 * @param nan whether it may be NaN too
 */
public record Interval(double low, double high, boolean nan) {
  /** Any real number. */
  static final Interval REAL = of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Any real number that is not negative. */
  static final Interval NOT_NEGATIVE = of(0, Double.POSITIVE_INFINITY);

  private static final MathContext DIGITS = new MathContext(4);

  /** An infinity stands for numbers of any size, so neither end is beyond all of them. */
  public Interval {
    low = Math.min(low, Double.MAX_VALUE);
    high = Math.max(high, -Double.MAX_VALUE);
    if (!(low <= high)) {
      throw new IllegalArgumentException(low + " to " + high);
    }
  }

  static Interval of(double low, double high) {
    return new Interval(low, high, false);
  }

  /** One number, which may be NaN. */
  static Interval of(double number) {
    return Double.isNaN(number) ? REAL.orNaN(true) : of(number, number);
  }

  Interval orNaN(boolean more) {
    return new Interval(low, high, nan || more);
  }

  /** What lies in either, or between them. */
  Interval hull(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high), nan || other.nan);
  }

  /** What lies in both; the other tells nothing of NaN. Where nothing does, this as it is. */
  Interval within(Interval other) {
    double least = Math.max(low, other.low);
    double most = Math.min(high, other.high);
    return least <= most ? new Interval(least, most, nan) : this;
  }

  /** Whether all numbers of the other lie here. */
  boolean holds(Interval other) {
    return low <= other.low && other.high <= high;
  }

  boolean isPoint() {
    return low == high && !nan;
  }

  /**
   * Where functions take their extremes: the ends, zero where it lies between them, NaN where it
   * may be. A zero has the sign of the side from which it is reached.
   */
  double[] corners() {
    DoubleStream zeros =
        low == 0 && high == 0
            ? DoubleStream.of(-0.0, 0.0)
            : DoubleStream.concat(
                low < 0 && high >= 0 ? DoubleStream.of(-0.0) : DoubleStream.empty(),
                low <= 0 && high > 0 ? DoubleStream.of(0.0) : DoubleStream.empty());
    DoubleStream ends = DoubleStream.of(low, high).filter(end -> end != 0).distinct();
    DoubleStream none = nan ? DoubleStream.of(Double.NaN) : DoubleStream.empty();
    return DoubleStream.concat(DoubleStream.concat(ends, zeros), none).toArray();
  }

  /** Each end moved outwards to a number where growth often stops: -1, 0, 1 or none at all. */
  Interval widened(Interval before) {
    double[] stops = {Double.NEGATIVE_INFINITY, -1, 0, 1, Double.POSITIVE_INFINITY};
    return new Interval(
        low < before.low
            ? Arrays.stream(stops).filter(stop -> stop <= low).max().orElseThrow()
            : low,
        high > before.high
            ? Arrays.stream(stops).filter(stop -> stop >= high).min().orElseThrow()
            : high,
        nan);
  }

  @Override
  public String toString() {
    String numbers =
        low == high
            ? text(low)
            : (Double.isInfinite(low) ? "(-inf" : "[" + text(low))
                + ", "
                + (Double.isInfinite(high) ? "inf)" : text(high) + "]");
    return nan ? numbers + " or NaN" : numbers;
  }

  /** To four digits. */
  private static String text(double end) {
    return Numbers.text(new BigDecimal(end).round(DIGITS).doubleValue() + 0.0);
  }
}
