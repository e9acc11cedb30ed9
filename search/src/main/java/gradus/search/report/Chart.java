package gradus.search.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of lines, areas and points over two axes, as SVG whose colours the page decides: what
 * belongs to series n has the class {@code sn}. Drawn for the width of a phone; it scales up.
 */
final class Chart {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 250;
  private static final int LEFT = 56;
  private static final int RIGHT = 10;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;
  private static final int TICKS = 5;

  private record Key(int series, String name) {}

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Key> keys = new ArrayList<>();
  private final StringBuilder marks = new StringBuilder();
  private final StringBuilder names = new StringBuilder();
  private final StringBuilder under = new StringBuilder();
  private String note = "";

  private Chart(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  static Chart of(String title, Axis x, Axis y) {
    return new Chart(title, x, y);
  }

  private String point(double px, double py) {
    // What lies outside is drawn at the edge: a diverged value would leave no room for the others.
    double right = LEFT + Math.clamp(x.at(px), 0, 1) * (WIDTH - LEFT - RIGHT);
    double down = TOP + (1 - Math.clamp(y.at(py), 0, 1)) * (HEIGHT - TOP - BOTTOM);
    return Html.format("%.1f %.1f", right, down);
  }

  /** A name in the legend. */
  Chart key(int series, String name) {
    keys.add(new Key(series, name));
    return this;
  }

  /** A line through points; it is broken where there is no value. */
  Chart line(int series, double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        path.append(pen ? "L" : "M").append(point(xs[i], ys[i]));
      }
      pen = Double.isFinite(ys[i]);
    }
    marks.append(Html.format("<path class=\"line s%d\" d=\"%s\"/>\n", series, path));
    return this;
  }

  /** A line that keeps a value until the next. */
  Chart steps(int series, double[] xs, double[] ys) {
    double[] steppedX = new double[Math.max(0, 2 * xs.length - 1)];
    double[] steppedY = new double[steppedX.length];
    for (int i = 0; i < steppedX.length; i++) {
      steppedX[i] = xs[(i + 1) / 2];
      steppedY[i] = ys[i / 2];
    }
    return line(series, steppedX, steppedY);
  }

  /** The area between two lines, through which the grid shows. */
  Chart area(int series, double[] xs, double[] low, double[] high) {
    return area("area", series, xs, low, high);
  }

  /** The area between two lines, in the full colour of the series. */
  Chart stack(int series, double[] xs, double[] low, double[] high) {
    return area("stack", series, xs, low, high);
  }

  private Chart area(String style, int series, double[] xs, double[] low, double[] high) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(high[i])) {
        path.append(path.isEmpty() ? "M" : "L").append(point(xs[i], high[i]));
      }
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      if (Double.isFinite(low[i])) {
        path.append(path.isEmpty() ? "M" : "L").append(point(xs[i], low[i]));
      }
    }
    if (!path.isEmpty()) {
      marks.append(Html.format("<path class=\"%s s%d\" d=\"%sZ\"/>\n", style, series, path));
    }
    return this;
  }

  /** A dot, with a text that shows when it is pointed at. */
  Chart dot(int series, double px, double py, String text) {
    String[] at = point(px, py).split(" ");
    marks.append(
        Html.format(
            "<circle class=\"dot s%d\" cx=\"%s\" cy=\"%s\" r=\"3.5\"><title>%s</title></circle>\n",
            series, at[0], at[1], Html.escape(text)));
    return this;
  }

  /** A vertical bar from one value to another, for what is uncertain. */
  Chart whisker(int series, double px, double low, double high) {
    return line(series, new double[] {px, px}, new double[] {low, high});
  }

  /** A dashed line across, with its name above it. */
  Chart reference(int series, double value, String name) {
    String[] left = point(x.low(), value).split(" ");
    String[] right = point(x.high(), value).split(" ");
    marks.append(
        Html.format(
            "<path class=\"reference s%d\" d=\"M%s %sH%s\"/>\n",
            series, left[0], left[1], right[0]));
    names.append(
        Html.format(
            "<text class=\"name s%d\" x=\"%s\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
            series, right[0], Double.parseDouble(right[1]) - 4, Html.escape(name)));
    return this;
  }

  /** A second row of texts below the ticks of the horizontal axis. */
  Chart under(java.util.function.DoubleFunction<String> text) {
    for (double tick : x.ticks(TICKS)) {
      under.append(tickText("tick faint", tick, HEIGHT - BOTTOM + 27, text.apply(tick)));
    }
    return this;
  }

  /** A sentence below the picture. */
  Chart note(String text) {
    note = text;
    return this;
  }

  private String tickText(String style, double tick, double down, String text) {
    // A text at the right end of the axis would be cut in the middle.
    String anchor = x.at(tick) > 0.96 ? "end" : "middle";
    double right = LEFT + x.at(tick) * (WIDTH - LEFT - RIGHT) + (anchor.equals("end") ? RIGHT : 0);
    return Html.format(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        style, right, down, anchor, Html.escape(text));
  }

  private String grid() {
    StringBuilder grid = new StringBuilder();
    for (double tick : y.ticks(TICKS)) {
      String[] at = point(x.low(), tick).split(" ");
      grid.append(
          Html.format("<path class=\"grid\" d=\"M%d %sH%d\"/>", LEFT, at[1], WIDTH - RIGHT));
      grid.append(
          Html.format(
              "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
              LEFT - 6, Double.parseDouble(at[1]) + 4, y.text(tick, TICKS)));
    }
    for (double tick : x.ticks(TICKS)) {
      grid.append(tickText("tick", tick, HEIGHT - BOTTOM + 15, x.text(tick, TICKS)));
    }
    return grid.toString();
  }

  /** The figure: title, legend, picture, note. */
  String html() {
    StringBuilder legend = new StringBuilder();
    for (Key key : keys) {
      legend.append(
          Html.format("<li class=\"s%d\">%s</li>", key.series(), Html.escape(key.name())));
    }
    return Html.format(
        """
        <figure>
        <figcaption>%s <small>%s</small></figcaption>
        <ul class="legend">%s</ul>
        <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        %s<path class="axis" d="M%d %dH%d"/>
        %s%s%s</svg>
        <p class="note">%s</p>
        </figure>
        """,
        Html.escape(title),
        Html.escape(y.label()),
        legend,
        WIDTH,
        HEIGHT,
        Html.escape(title),
        grid(),
        LEFT,
        HEIGHT - BOTTOM,
        WIDTH - RIGHT,
        under,
        marks,
        names,
        Html.escape(x.label() + (note.isEmpty() ? "" : ". " + note)));
  }
}
