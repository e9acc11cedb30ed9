package gradus.search.report;

import java.util.Locale;

/** Pieces of text for a page. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A format, always with a decimal point; what is filled in is not escaped. */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A fitness or loss in four digits behind the point, or fewer when it is large. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    double size = Math.abs(value);
    String text =
        size >= 1e6 || size > 0 && size < 1e-4
            ? format("%.3g", value)
            : format(size >= 1000 ? "%.1f" : "%.4f", value);
    return text.replace('-', '\u2212');
  }

  static String percent(double value) {
    return Double.isNaN(value) ? "none" : format("%.1f %%", value);
  }

  static String count(long value) {
    return format("%,d", value);
  }
}
