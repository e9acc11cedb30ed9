package gradus.grammar;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a function does where each argument is at an end of its range, 0 or NaN. Rounding is
 * monotone, so that the extremes found there bound the rounded results too.
 */
final class Corners {
  private final ToDoubleFunction<double[]> function;
  private final List<Interval> arguments;
  private final Interval domain;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private boolean nan;
  private boolean undefined;
  private boolean infinite;

  Corners(ToDoubleFunction<double[]> function, List<Interval> arguments, Interval domain) {
    this.function = function;
    this.arguments = arguments;
    this.domain = domain;
    visit(0, new double[arguments.size()]);
  }

  /** From the least to the largest value, and perhaps NaN. */
  Interval hull() {
    return low <= high ? new Interval(low, high, nan) : Interval.REAL.orNaN(true);
  }

  boolean nan() {
    return nan;
  }

  /** Whether numbers give NaN somewhere. */
  boolean undefined() {
    return undefined;
  }

  /** Whether there is an infinity at zero or at the edge of the domain, where it is no overflow. */
  boolean infinite() {
    return infinite;
  }

  private void visit(int next, double[] corner) {
    if (next < corner.length) {
      for (double value : arguments.get(next).corners()) {
        corner[next] = value;
        visit(next + 1, corner);
      }
      return;
    }
    boolean bounded = true;
    double[] large = corner.clone();
    for (int i = 0; i < corner.length; i++) {
      bounded &= !Double.isInfinite(corner[i]);
      large[i] = Math.clamp(corner[i], -Double.MAX_VALUE, Double.MAX_VALUE);
    }
    take(large);
    // An infinity is no value, but a limit. Where there is no limit, as of 0 * x, the large number
    // above stands for it.
    double limit = bounded ? Double.NaN : function.applyAsDouble(corner);
    if (!Double.isNaN(limit)) {
      low = Math.min(low, limit);
      high = Math.max(high, limit);
    }
  }

  private void take(double[] corner) {
    double value = function.applyAsDouble(corner);
    boolean edge = false;
    boolean numbers = true;
    for (double argument : corner) {
      edge |= argument == 0 || argument == domain.low() || argument == domain.high();
      numbers &= !Double.isNaN(argument);
    }
    if (Double.isNaN(value)) {
      nan = true;
      undefined |= numbers;
      return;
    }
    infinite |= Double.isInfinite(value) && edge;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
}
