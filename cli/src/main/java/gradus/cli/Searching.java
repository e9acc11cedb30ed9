package gradus.cli;

import gradus.search.SearchRun;
import gradus.search.Statistics;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What {@code search} and {@code resume} have in common: a run with its progress and its end. */
final class Searching {
  private Searching() {}

  static int run(SearchRun run, PrintWriter out, PrintWriter err) throws InterruptedException {
    ProgressLine line = new ProgressLine(err);
    int target = run.configuration().evaluations();
    long began = System.nanoTime();
    int before = run.taken();
    try (Interruption interruption = new Interruption()) {
      Optional<String> report =
          run.run(
              statistics -> {
                if (statistics.generated() > before) {
                  line.show(() -> progress(statistics, target, began));
                }
              },
              text -> {
                line.clear();
                out.println(text);
              },
              interruption);
      line.clear();
      if (report.isEmpty()) {
        out.printf("stopped; nothing is lost: gradus resume %s%n", run.path());
        return 1;
      }
      out.println();
      out.print(report.get());
      out.println();
      out.printf("%1$s/report.txt        this report%n", run.path());
      out.printf("%1$s/report.html       the course of the run, for a browser%n", run.path());
      out.printf("%1$s/hall_of_fame.csv  the best programs, ranked%n", run.path());
      out.printf("%1$s/programs/         their texts: gradus train FILE --task TASK%n", run.path());
      out.printf("%1$s/run.db            every candidate%n", run.path());
      return 0;
    }
  }

  private static String progress(Statistics statistics, int target, long began) {
    return String.format(
        Locale.ROOT,
        "%d of %d evaluated, %d generated, %.1f %% cached, best fitness %.4f, %d s",
        statistics.evaluated(),
        target,
        statistics.generated(),
        statistics.cachedPercent(),
        statistics.best(),
        (System.nanoTime() - began) / 1_000_000_000L);
  }
}
