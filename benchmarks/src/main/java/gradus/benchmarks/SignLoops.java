package gradus.benchmarks;

/** Optimizers that go by signs, by hand. */
final class SignLoops {
  private SignLoops() {}

  static void lion(float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    for (int i = from; i < to; i++) {
      float sign = Math.signum(0.9f * m[i] + 0.1f * g[i]);
      m[i] = 0.99f * m[i] + 0.01f * g[i];
      w[i] -= rate * (sign + 0.1f * w[i]);
    }
  }

  static void signsgd(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * Math.signum(g[i]);
    }
  }

  static void signum(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      w[i] -= rate * Math.signum(m[i]);
    }
  }

  static void tiger(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    for (int i = from; i < to; i++) {
      m[i] = 0.965f * m[i] + 0.035f * g[i];
      w[i] -= rate * (Math.signum(m[i]) + 0.01f * w[i]);
    }
  }

  static void addsign(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      w[i] -= rate * (1 + Math.signum(g[i]) * Math.signum(m[i])) * g[i];
    }
  }

  static void powersign(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      w[i] -= rate * (float) Math.exp(Math.signum(g[i]) * Math.signum(m[i])) * g[i];
    }
  }
}
