package gradus.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Times work in turn, so that what else the machine does meets all of it alike. */
final class Rounds {
  private static final double RATE = 1e-4;
  private static final long SHORT = 5_000_000;
  private static final long PAUSE = 50_000_000;
  private static final long SETTLED = 10_000_000;
  private static final int CALLS = 300;
  private static final long PATIENCE = 3_000_000_000L;

  private final int rounds;
  private final long warmUp;
  private final long length;
  private final int calls;

  /** Something that is done again and again. */
  @FunctionalInterface
  interface Work {
    void steps(long count);
  }

  /**
   * How to measure.
   *
   * @param rounds of which the median counts
   * @param warmUp at least so many nanoseconds for each peer
   */
  Rounds(int rounds, long warmUp) {
    this(rounds, warmUp, SHORT);
  }

  /**
   * How to measure.
   *
   * @param rounds of which the median counts
   * @param warmUp at least so many nanoseconds for each
   * @param length of a round in nanoseconds, or one step if that is longer
   */
  Rounds(int rounds, long warmUp, long length) {
    this(rounds, warmUp, length, CALLS);
  }

  private Rounds(int rounds, long warmUp, long length, int calls) {
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.length = length;
    this.calls = calls;
  }

  /** The same where all code is compiled already: nothing waits for its compiler. */
  Rounds compiled() {
    return new Rounds(rounds, warmUp, length, 1);
  }

  /**
   * Measures peers.
   *
   * @return nanoseconds for each parameter and step, of each round, by engine
   */
  Map<String, double[]> measure(List<Peer> peers, float[] weights, float[] gradients) {
    List<Work> works = new ArrayList<>();
    for (Peer peer : peers) {
      peer.begin(weights);
      peer.gradients(gradients);
      works.add(count -> {
        for (long i = 0; i < count; i++) {
          peer.step(RATE);
        }
      });
    }
    double[][] times = times(works);
    Map<String, double[]> byEngine = new LinkedHashMap<>();
    for (int p = 0; p < times.length; p++) {
      double[] each = Arrays.stream(times[p]).map(time -> time / weights.length).toArray();
      byEngine.put(peers.get(p).engine(), each);
    }
    return byEngine;
  }

  /**
   * Measures any work.
   *
   * @return nanoseconds for each step, medians of all rounds
   */
  double[] measure(List<Work> works) {
    return Arrays.stream(times(works)).mapToDouble(Rounds::median).toArray();
  }

  private double[][] times(List<Work> works) {
    long[] steps = works.stream().mapToLong(this::warm).toArray();
    double[][] times = new double[steps.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < steps.length; i++) {
        int w = (i + round) % steps.length;
        settle(works.get(w), steps[w]);
        long start = System.nanoTime();
        works.get(w).steps(steps[w]);
        times[w][round] = (System.nanoTime() - start) / (double) steps[w];
      }
    }
    return times;
  }

  /** Does work until its code is compiled; gives how many steps fill a round. */
  private long warm(Work work) {
    long start = System.nanoTime();
    long done = 0;
    long elapsed = 0;
    long best = Long.MAX_VALUE;
    while ((elapsed < warmUp || done < calls) && elapsed < Math.max(warmUp, PATIENCE)) {
      long before = System.nanoTime();
      work.steps(1);
      long now = System.nanoTime();
      best = Math.min(best, now - before);
      elapsed = now - start;
      done++;
    }
    return Math.max(1, length / Math.max(1, best));
  }

  /**
   * Waits until the threads of the work before have gone to sleep, OpenMP's after some milliseconds
   * awake, and wakes those of this one. A thread that wakes up on a core that is taken gets one of
   * its own within some milliseconds.
   */
  private static void settle(Work work, long steps) {
    LockSupport.parkNanos(PAUSE);
    long start = System.nanoTime();
    do {
      work.steps(Math.max(1, steps / 10));
    } while (System.nanoTime() - start < SETTLED);
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
