package gradus.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Compares the peers of one case after the other. The memory that one is given can make it twice as
 * slow as another is with the same code, so those of large models are made anew several times. A
 * small one lies in the nearest caches wherever it is, and its engine has more to compile than its
 * loop.
 */
final class Comparison {
  /** Large enough that a step of Adam or Lion on weights of size one is seen. */
  private static final double CHECKED_RATE = 0.01;

  private static final int SMALL = 10_000;

  private final Rounds rounds;
  private final Rounds together;
  private final int placements;
  private final Rounds warming;
  private final PrintWriter progress;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param rounds in each placement; the median of all counts
   * @param placements how often peers of more than 10,000 parameters are made, and get memory
   * @param warmUp at least so many nanoseconds for each peer
   * @param progress is told of each case
   */
  Comparison(int rounds, int placements, long warmUp, PrintWriter progress) {
    this.rounds = new Rounds(rounds, warmUp);
    together = new Rounds(rounds * placements, warmUp);
    this.placements = placements;
    warming = new Rounds(1, warmUp);
    this.progress = progress;
  }

  /** Makes the peers of a case. */
  @FunctionalInterface
  interface Case {
    List<Peer> peers(String rule, int n, int threads);
  }

  /** All figures so far. */
  List<Row> rows() {
    return rows;
  }

  /** Compares one optimizer at several sizes. */
  void compare(Case peers, String rule, List<Integer> sizes, List<Integer> threads) {
    if (sizes.stream().anyMatch(n -> n > SMALL)) {
      // Loops are compiled on small models: there they are entered often.
      run(warming, peers.peers(rule, SMALL, 1), SMALL);
    }
    for (int n : sizes) {
      for (int t : threads) {
        Map<String, Double> times = medians(peers, rule, n, t);
        times.forEach((engine, time) -> rows.add(new Row(rule, n, t, engine, time)));
        StringBuilder line = new StringBuilder();
        times.forEach(
            (engine, time) -> line.append(String.format(Locale.ROOT, "  %s %.3f", engine, time)));
        progress.printf("%s, %d parameters, %d threads:%s%n", rule, n, t, line);
        progress.flush();
      }
    }
  }

  private Map<String, Double> medians(Case peers, String rule, int n, int threads) {
    boolean small = n <= SMALL;
    Map<String, double[]> times = run(small ? together : rounds, peers.peers(rule, n, threads), n);
    for (int i = 1; i < placements && !small; i++) {
      run(rounds.compiled(), peers.peers(rule, n, threads), n)
          .forEach((engine, more) -> times.merge(engine, more, Comparison::joined));
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    times.forEach((engine, all) -> medians.put(engine, Rounds.median(all)));
    return medians;
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static Map<String, double[]> run(Rounds how, List<Peer> peers, int n) {
    float[] weights = normal(n, 1);
    float[] gradients = normal(n, 2);
    try {
      for (Peer peer : peers) {
        if (!peer.engine().equals(Peers.TRAFFIC)) {
          Effect.check(peer, weights, gradients, CHECKED_RATE);
        }
      }
      return how.measure(peers, weights, gradients);
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private static float[] normal(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
