package gradus.search.report;

import gradus.results.HallOfFame;
import gradus.results.MetaValidation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The pictures of a report, all but one over the course of the run. */
final class Charts {
  /** Near the end of a run of the published search (Chen et al., 2023, arXiv 2302.06675). */
  private static final double PAPER_CACHED = 89.1;

  private static final double PAPER_REDUNDANT = 69.8;

  /** How far down a picture goes, as a multiple of what was gained. */
  private static final double SHOWN_BELOW_THE_START = 2;

  private static final int MOST_OUTCOMES = 7;
  private static final String OTHERS = "others";

  private final Course course;
  private final Axis x;
  private final double[] xs;

  Charts(Course course) {
    this.course = course;
    x =
        new Axis(
            0, Math.max(1, course.counts.generated()), "Candidates generated; evaluated below");
    xs = values(bin -> bin.last);
    if (xs.length > 0) {
      xs[0] = 0;
    }
  }

  /** One value for the end of each bin, and the first of them for the beginning of the run too. */
  private double[] values(ToDoubleFunction<Course.Bin> value) {
    return Stream.concat(course.bins.stream().limit(1), course.bins.stream())
        .mapToDouble(value)
        .toArray();
  }

  private Chart chart(String title, Axis y) {
    return Chart.of(title, x, y).under(tick -> Axis.large(course.evaluated(tick)));
  }

  /** The best so far, and the middle of those that live. */
  Chart fitness() {
    double[] low = values(bin -> bin.quartiles[0]);
    double[] middle = values(bin -> bin.quartiles[1]);
    double[] high = values(bin -> bin.quartiles[2]);
    double[] best = values(bin -> bin.best);
    Axis all =
        Axis.of(
            "higher is better",
            Stream.of(low, middle, high, best).flatMapToDouble(DoubleStream::of));
    double floor = floor();
    Axis y = new Axis(Math.max(all.low(), floor), all.high(), all.label());
    Course.Best last = course.bests.isEmpty() ? null : course.bests.getLast();
    Chart chart =
        chart("Fitness", y)
            .key(1, "best so far")
            .key(2, "median of the population, middle half shaded")
            .area(2, xs, low, high)
            .line(2, xs, middle)
            .steps(
                1,
                DoubleStream.concat(
                        course.bests.stream().mapToDouble(Course.Best::number),
                        DoubleStream.of(course.counts.generated()))
                    .toArray(),
                DoubleStream.concat(
                        course.bests.stream().mapToDouble(Course.Best::fitness),
                        DoubleStream.of(last == null ? Double.NaN : last.fitness()))
                    .toArray())
            .note(floor > all.low() ? "What is far below the start is drawn at the edge" : "");
    return last == null
        ? chart
        : chart.dot(
            1,
            last.number(),
            last.fitness(),
            "candidate " + last.number() + ", fitness " + Html.number(last.fitness()));
  }

  /** Below this the picture would show nothing but how bad the worst are. */
  private double floor() {
    if (course.bests.isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    double gain = course.bests.getLast().fitness() - course.bests.getFirst().fitness();
    double floor = course.bests.getFirst().fitness() - SHOWN_BELOW_THE_START * gain;
    return gain > 0 && course.bins.getLast().quartiles[0] > floor
        ? floor
        : Double.NEGATIVE_INFINITY;
  }

  /** The losses on tasks that took no part in the search. */
  Chart validation(List<MetaValidation> rows) {
    Set<String> tasks = new LinkedHashSet<>();
    rows.forEach(row -> tasks.add(row.task()));
    Axis y =
        Axis.of(
            "loss, lower is better; whiskers are one standard error",
            rows.stream()
                .flatMapToDouble(
                    row -> DoubleStream.of(row.loss() - error(row), row.loss() + error(row))));
    Chart chart = chart("Meta-validation", y);
    int series = 0;
    for (String task : tasks) {
      series++;
      List<MetaValidation> mine =
          rows.stream()
              .filter(row -> row.task().equals(task) && Double.isFinite(row.loss()))
              .sorted(Comparator.comparingInt(MetaValidation::candidate))
              .toList();
      chart.key(series, task);
      chart.line(
          series,
          mine.stream().mapToDouble(MetaValidation::candidate).toArray(),
          mine.stream().mapToDouble(MetaValidation::loss).toArray());
      for (MetaValidation row : mine) {
        chart.whisker(series, row.candidate(), row.loss() - error(row), row.loss() + error(row));
        chart.dot(
            series,
            row.candidate(),
            row.loss(),
            "candidate %d, %s %s".formatted(row.candidate(), task, Html.number(row.loss())));
      }
    }
    return chart;
  }

  private static double error(MetaValidation row) {
    return Double.isNaN(row.standardError()) ? 0 : row.standardError();
  }

  /** Cache hits and redundant statements. */
  Chart redundancy() {
    return chart("Cache hits and redundant statements", new Axis(0, 100, "%"))
        .key(1, "cache hits")
        .key(2, "redundant statements")
        .reference(1, PAPER_CACHED, "paper " + PAPER_CACHED)
        .reference(2, PAPER_REDUNDANT, "paper " + PAPER_REDUNDANT)
        .line(1, xs, values(bin -> bin.counts.cachedPercent()))
        .line(2, xs, values(bin -> bin.counts.redundantPercent()))
        .note("Dashed: the published search, near its end");
  }

  /** What became of the programs that were tried, one category upon another. */
  Chart outcomes() {
    List<String> names = outcomeNames();
    Chart chart = chart("Outcomes", new Axis(0, 100, "% of the programs tried"));
    double[] low = new double[xs.length];
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      double[] high = low.clone();
      double[] share = values(bin -> 100.0 * of(bin.counts, name, names) / bin.counts.evaluated());
      Arrays.setAll(high, b -> high[b] + share[b]);
      chart
          .key(i + 1, name + " " + Html.count(of(course.counts, name, names)))
          .stack(i + 1, xs, low, high);
      low = high;
    }
    return chart;
  }

  /** The most frequent first; what there is too much of is one. */
  private List<String> outcomeNames() {
    List<String> names =
        new ArrayList<>(
            course.counts.outcomes().entrySet().stream()
                .sorted(
                    Comparator.comparingLong(
                        (java.util.Map.Entry<String, Long> e) -> -e.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList());
    if (names.size() > MOST_OUTCOMES) {
      names.subList(MOST_OUTCOMES - 1, names.size()).clear();
      names.add(OTHERS);
    }
    return names;
  }

  private static long of(Counts counts, String name, List<String> names) {
    return name.equals(OTHERS)
        ? counts.outcomes().entrySet().stream()
            .filter(entry -> !names.contains(entry.getKey()))
            .mapToLong(java.util.Map.Entry::getValue)
            .sum()
        : counts.outcomes().getOrDefault(name, 0L);
  }

  /** How long programs are, and how much of them matters. */
  Chart length() {
    double[] all = values(bin -> bin.counts.length());
    double[] live = values(bin -> bin.counts.live());
    double most = DoubleStream.of(all).max().orElse(1);
    return chart("Program length", new Axis(0, most * 1.08, "statements, mean"))
        .key(1, "all")
        .key(2, "those that matter")
        .line(1, xs, all)
        .line(2, xs, live);
  }

  /** Fitness against complexity, and the best for each complexity. */
  static Chart front(HallOfFame hall) {
    List<HallOfFame.Entry> entries = hall.entries();
    double most = entries.stream().mapToInt(HallOfFame.Entry::complexity).max().orElse(1);
    Chart chart =
        Chart.of(
                "Hall of fame",
                new Axis(0, most + 1, "Complexity: statements of the simplified program"),
                Axis.of(
                    "fitness, higher is better",
                    entries.stream().mapToDouble(HallOfFame.Entry::fitness)))
            .key(1, "a program")
            .key(2, "Pareto front");
    List<HallOfFame.Entry> front = new ArrayList<>();
    entries.stream()
        .sorted(
            Comparator.comparingInt(HallOfFame.Entry::complexity)
                .thenComparingDouble(entry -> -entry.fitness()))
        .filter(entry -> front.isEmpty() || entry.fitness() > front.getLast().fitness())
        .forEach(front::add);
    chart.steps(
        2,
        front.stream().mapToDouble(HallOfFame.Entry::complexity).toArray(),
        front.stream().mapToDouble(HallOfFame.Entry::fitness).toArray());
    for (HallOfFame.Entry entry : entries) {
      chart.dot(
          front.contains(entry) ? 2 : 1,
          entry.complexity(),
          entry.fitness(),
          "rank %d, fitness %s, %d statements"
              .formatted(entry.rank(), Html.number(entry.fitness()), entry.complexity()));
    }
    return chart;
  }
}
