package gradus.search;

import gradus.results.RunStore;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Where the time of a search goes, in seconds of all threads together. It is kept with the run and
 * adds up when the run is resumed; nothing else depends on it.
 */
final class Timings {
  /** What time is spent on. */
  enum Work {
    /** Mutations, kinds, hashes and look-ups. */
    PROPOSING,
    /** Tests of updates before a training. */
    SCREENING,
    /** Trainings. */
    TRAINING,
    /** Writing the journal. */
    STORING,
    /** The search waits for workers. */
    WAITING,
    /** Finals and report. */
    RANKING
  }

  private static final String PREFIX = "seconds.";
  private static final double NANOSECONDS = 1e9;

  private final Map<Work, LongAdder> nanoseconds = new EnumMap<>(Work.class);

  Timings() {
    for (Work work : Work.values()) {
      nanoseconds.put(work, new LongAdder());
    }
  }

  <T> T of(Work work, Supplier<T> action) {
    long began = System.nanoTime();
    try {
      return action.get();
    } finally {
      since(work, began);
    }
  }

  void since(Work work, long began) {
    nanoseconds.get(work).add(System.nanoTime() - began);
  }

  /** Adds to what the store has, and begins anew. */
  void keep(RunStore store) {
    nanoseconds.forEach((work, time) -> {
      String key = PREFIX + work.name().toLowerCase(Locale.ROOT);
      double before = store.meta(key).map(Double::parseDouble).orElse(0.0);
      double sum = before + time.sumThenReset() / NANOSECONDS;
      store.meta(key, String.format(Locale.ROOT, "%.3f", sum));
    });
  }
}
