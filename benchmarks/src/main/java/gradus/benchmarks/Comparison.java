package gradus.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares the peers of one case after the other. */
final class Comparison {
  /** Large enough that a step of Adam or Lion on weights of size one is seen. */
  private static final double CHECKED_RATE = 0.01;

  private static final int SMALL = 10_000;

  private final Rounds rounds;
  private final Rounds warming;
  private final PrintWriter progress;
  private final List<Row> rows = new ArrayList<>();

  Comparison(int rounds, long warmUp, PrintWriter progress) {
    this.rounds = new Rounds(rounds, warmUp);
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
      run(warming, peers, rule, SMALL, 1);
    }
    for (int n : sizes) {
      for (int t : threads) {
        Map<String, Double> times = run(rounds, peers, rule, n, t);
        times.forEach((engine, time) -> rows.add(new Row(rule, n, t, engine, time)));
        StringBuilder line = new StringBuilder();
        times.forEach(
            (engine, time) -> line.append(String.format(Locale.ROOT, "  %s %.3f", engine, time)));
        progress.printf("%s, %d parameters, %d threads:%s%n", rule, n, t, line);
        progress.flush();
      }
    }
  }

  private static Map<String, Double> run(Rounds how, Case peers, String rule, int n, int threads) {
    float[] weights = normal(n, 1);
    float[] gradients = normal(n, 2);
    List<Peer> all = peers.peers(rule, n, threads);
    try {
      for (Peer peer : all) {
        if (!peer.engine().equals(Peers.TRAFFIC)) {
          Effect.check(peer, weights, gradients, CHECKED_RATE);
        }
      }
      return how.measure(all, weights, gradients);
    } finally {
      all.forEach(Peer::close);
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
