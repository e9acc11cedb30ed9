package gradus.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Figures as a table: one line for each case, one column for each engine, then ratios. */
final class Table {
  private static final List<String> LIBTORCH = List.of("libtorch-fused", "libtorch-eager");

  private record Case(String rule, int n, int threads) {}

  private Table() {}

  /** The table, in lines. */
  static String of(List<Row> rows) {
    Map<Case, Map<String, Double>> cases = new LinkedHashMap<>();
    Set<String> engines = new LinkedHashSet<>();
    for (Row row : rows) {
      Case key = new Case(row.rule(), row.n(), row.threads());
      cases.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(row.engine(), row.nanoseconds());
      engines.add(row.engine());
    }
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("rule", "parameters", "threads"));
    head.addAll(engines);
    head.addAll(List.of("kernel/hand", "kernel/traffic"));
    boolean torch = LIBTORCH.stream().anyMatch(engines::contains);
    if (torch) {
      head.add("libtorch/kernel");
    }
    lines.add(head);
    cases.forEach((key, times) -> {
      List<String> line =
          new ArrayList<>(
              List.of(key.rule(), String.valueOf(key.n()), String.valueOf(key.threads())));
      engines.forEach(engine -> line.add(number(time(times, engine), "%.3f")));
      line.add(number(ratio(time(times, "kernel"), time(times, "hand")), "%.2f"));
      line.add(number(ratio(time(times, "kernel"), time(times, Peers.TRAFFIC)), "%.2f"));
      if (torch) {
        OptionalDouble peer =
            LIBTORCH.stream()
                .map(engine -> time(times, engine))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
        line.add(number(ratio(peer, time(times, "kernel")), "%.2f"));
      }
      lines.add(line);
    });
    return align(lines);
  }

  private static OptionalDouble time(Map<String, Double> times, String engine) {
    Double time = times.get(engine);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }

  private static OptionalDouble ratio(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static String number(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
  }

  /** The first column to the left, the others to the right. */
  static String align(List<List<String>> lines) {
    int[] widths = new int[lines.getFirst().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        String room = " ".repeat(widths[i] - cell.length());
        text.append(i == 0 ? cell + room : "  " + room + cell);
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
