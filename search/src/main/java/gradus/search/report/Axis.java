package gradus.search.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * One direction of a chart.
 *
 * @param low where it begins
 * @param high where it ends
 * @param label what it shows
 */
record Axis(double low, double high, String label) {
  /** An axis that all finite values fit on, with ends that are ticks or close to the values. */
  static Axis of(String label, DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return new Axis(0, 1, label);
    }
    double low = DoubleStream.of(finite).min().orElseThrow();
    double high = DoubleStream.of(finite).max().orElseThrow();
    double margin = high > low ? (high - low) * 0.06 : Math.max(1e-9, Math.abs(low) * 0.1);
    return new Axis(low - margin, high + margin, label);
  }

  /** Round values within the axis, about so many. */
  List<Double> ticks(int about) {
    double step = step(about);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private double step(int about) {
    double rough = (high - low) / about;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double lead = rough / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /** A tick in as few digits as tell it from its neighbours. */
  String text(double tick, int about) {
    double step = step(about);
    if (Math.abs(tick) >= 10_000 || step >= 1000) {
      return large(tick);
    }
    int digits = Math.max(0, (int) -Math.floor(StrictMath.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + Math.min(digits, 9) + "f", tick)
        .replace('-', '\u2212');
  }

  /** A count in thousands or millions. */
  static String large(double value) {
    double size = Math.abs(value);
    String unit = size >= 1e6 ? "M" : size >= 1e3 ? "k" : "";
    double scaled = size >= 1e6 ? value / 1e6 : size >= 1e3 ? value / 1e3 : value;
    String text = String.format(Locale.ROOT, scaled >= 100 ? "%.0f" : "%.1f", scaled);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + unit;
  }

  /** How far along the axis a value is, from 0 to 1 within it. */
  double at(double value) {
    return (value - low) / (high - low);
  }
}
