package gradus.search.report;

import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a run stands.
 *
 * @param state whether it goes on
 * @param counts what it did so far
 * @param target how many different programs it tries in the end; empty if its settings do not tell
 * @param best the best fitness so far; NaN before the first
 * @param bestNumber the candidate that has it; 0 before the first
 * @param seconds how long the search took, pauses included where the run kept no time; NaN if that
 *     cannot be told
 */
public record RunStatus(
    State state, Counts counts, OptionalInt target, double best, int bestNumber, double seconds) {
  /** What the thread does that proposes and takes in: together as long as the search. */
  private static final List<String> SEARCHING =
      List.of("seconds.proposing", "seconds.storing", "seconds.waiting");

  /** Whether a run goes on. */
  public enum State {
    /** A process is at it. */
    RUNNING,
    /** No process is at it, and there is more to do. */
    STOPPED,
    /** It has its hall of fame. */
    ENDED
  }

  /**
   * Looks at a run, which may go on meanwhile.
   *
   * @param path its directory
   * @return how it stands
   */
  public static RunStatus of(Path path) {
    // Asked first: what ends in between is seen as running and whole, not as stopped and cut.
    boolean running = RunDirectory.isInUse(path);
    try (RunDirectory run = RunDirectory.read(path)) {
      Settings settings = Settings.of(run);
      Course course = Course.of(run.store(), settings, "");
      boolean best = !course.bests.isEmpty();
      return new RunStatus(
          running
              ? State.RUNNING
              : Files.exists(path.resolve(HallOfFame.FILE)) ? State.ENDED : State.STOPPED,
          course.counts,
          settings.whole("evaluations"),
          best ? course.bests.getLast().fitness() : Double.NaN,
          best ? course.bests.getLast().number() : 0,
          seconds(run, running));
    }
  }

  /** By what the run has kept, which it does when it stops, or else by the clock. */
  private static double seconds(RunDirectory run, boolean running) {
    Map<String, String> kept = run.store().metas();
    if (!running && kept.keySet().containsAll(SEARCHING)) {
      return SEARCHING.stream().mapToDouble(key -> Double.parseDouble(kept.get(key))).sum();
    }
    boolean ranked = Files.exists(run.path().resolve(HallOfFame.FILE));
    return ranked && !running ? Double.NaN : clock(run.path());
  }

  /**
   * From its beginning to its last candidate: the configuration is written when a run begins, and
   * the store whenever a candidate comes.
   */
  private static double clock(Path path) {
    try {
      FileTime began = Files.getLastModifiedTime(path.resolve(RunDirectory.CONFIG));
      FileTime last = Files.getLastModifiedTime(path.resolve(RunDirectory.STORE));
      Path log = path.resolve(RunDirectory.STORE + "-wal");
      if (Files.exists(log) && Files.getLastModifiedTime(log).compareTo(last) > 0) {
        last = Files.getLastModifiedTime(log);
      }
      return Math.max(0, last.toMillis() - began.toMillis()) / 1000.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How long it will go on like this.
   *
   * @return seconds; NaN where that cannot be told
   */
  public double remaining() {
    return target.isPresent()
        ? Math.max(0, target.getAsInt() - counts.evaluated()) / rate()
        : Double.NaN;
  }

  /**
   * How fast it went.
   *
   * @return different programs a second; NaN where no time has passed
   */
  public double rate() {
    return seconds > 0 ? counts.evaluated() / seconds : Double.NaN;
  }
}
