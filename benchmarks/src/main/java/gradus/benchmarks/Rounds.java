package gradus.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Times peers in turn, so that what else the machine does meets all of them alike. */
final class Rounds {
  private static final double RATE = 1e-4;
  private static final long ROUND = 5_000_000;
  private static final long PAUSE = 50_000_000;
  private static final int CALLS = 300;
  private static final long PATIENCE = 3_000_000_000L;

  private final int rounds;
  private final long warmUp;

  /**
   * How to measure.
   *
   * @param rounds of which the median counts
   * @param warmUp at least so many nanoseconds for each peer
   */
  Rounds(int rounds, long warmUp) {
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  /**
   * Measures.
   *
   * @return nanoseconds for each parameter and step, by engine
   */
  Map<String, Double> measure(List<Peer> peers, float[] weights, float[] gradients) {
    long[] steps = new long[peers.size()];
    double[][] times = new double[peers.size()][rounds];
    for (int p = 0; p < peers.size(); p++) {
      Peer peer = peers.get(p);
      peer.begin(weights);
      peer.gradients(gradients);
      steps[p] = warm(peer);
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < peers.size(); i++) {
        int p = (i + round) % peers.size();
        settle(peers.get(p), steps[p]);
        long start = System.nanoTime();
        run(peers.get(p), steps[p]);
        times[p][round] = (System.nanoTime() - start) / ((double) steps[p] * weights.length);
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    for (int p = 0; p < peers.size(); p++) {
      medians.put(peers.get(p).engine(), median(times[p]));
    }
    return medians;
  }

  /** Runs a peer until its code is compiled; gives how many steps fill a round. */
  private long warm(Peer peer) {
    long start = System.nanoTime();
    long calls = 0;
    long elapsed = 0;
    long best = Long.MAX_VALUE;
    while ((elapsed < warmUp || calls < CALLS) && elapsed < Math.max(warmUp, PATIENCE)) {
      long before = System.nanoTime();
      peer.step(RATE);
      long now = System.nanoTime();
      best = Math.min(best, now - before);
      elapsed = now - start;
      calls++;
    }
    return Math.max(1, ROUND / Math.max(1, best));
  }

  /**
   * Waits until the threads of the peer before have gone to sleep, OpenMP's after some milliseconds
   * awake, and wakes those of this one.
   */
  private static void settle(Peer peer, long steps) {
    LockSupport.parkNanos(PAUSE);
    run(peer, Math.max(1, steps / 10));
  }

  private static void run(Peer peer, long steps) {
    for (long i = 0; i < steps; i++) {
      peer.step(RATE);
    }
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
