package gradus.benchmarks;

/**
 * Loops that read and write what a step must, and compute next to nothing: weights, gradients and
 * states are read, weights and states are written.
 */
final class TrafficLoops {
  private TrafficLoops() {}

  /** The loop for so many states. */
  static Loop of(int states) {
    return switch (states) {
      case 0 -> TrafficLoops::none;
      case 1 -> TrafficLoops::one;
      case 2 -> TrafficLoops::two;
      case 3 -> TrafficLoops::three;
      case 4 -> TrafficLoops::four;
      default -> throw new IllegalArgumentException(states + " states");
    };
  }

  private static void none(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    for (int i = from; i < to; i++) {
      w[i] += g[i];
    }
  }

  private static void one(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] a = states[0];
    for (int i = from; i < to; i++) {
      w[i] += g[i];
      a[i] = -a[i];
    }
  }

  private static void two(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] a = states[0];
    float[] b = states[1];
    for (int i = from; i < to; i++) {
      w[i] += g[i];
      a[i] = -a[i];
      b[i] = -b[i];
    }
  }

  private static void three(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] a = states[0];
    float[] b = states[1];
    float[] c = states[2];
    for (int i = from; i < to; i++) {
      w[i] += g[i];
      a[i] = -a[i];
      b[i] = -b[i];
      c[i] = -c[i];
    }
  }

  private static void four(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] a = states[0];
    float[] b = states[1];
    float[] c = states[2];
    float[] d = states[3];
    for (int i = from; i < to; i++) {
      w[i] += g[i];
      a[i] = -a[i];
      b[i] = -b[i];
      c[i] = -c[i];
      d[i] = -d[i];
    }
  }
}
