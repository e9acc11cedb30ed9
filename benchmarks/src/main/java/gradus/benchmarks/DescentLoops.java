package gradus.benchmarks;

/** Gradient descent, and steps divided by the root of past squares, by hand. */
final class DescentLoops {
  private DescentLoops() {}

  static void sgd(float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * g[i];
    }
  }

  static void momentum(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] velocity = states[0];
    for (int i = from; i < to; i++) {
      velocity[i] = 0.9f * velocity[i] + g[i];
      w[i] -= rate * velocity[i];
    }
  }

  static void nesterov(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] velocity = states[0];
    for (int i = from; i < to; i++) {
      velocity[i] = 0.9f * velocity[i] + g[i];
      w[i] -= rate * (g[i] + 0.9f * velocity[i]);
    }
  }

  static void adadelta(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] v = states[0];
    float[] d = states[1];
    for (int i = from; i < to; i++) {
      v[i] = 0.9f * v[i] + 0.1f * g[i] * g[i];
      float size = (float) Math.sqrt(d[i] + 1e-6f) / (float) Math.sqrt(v[i] + 1e-6f) * g[i];
      d[i] = 0.9f * d[i] + 0.1f * size * size;
      w[i] -= rate * size;
    }
  }

  static void adagrad(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] v = states[0];
    for (int i = from; i < to; i++) {
      v[i] += g[i] * g[i];
      w[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + 1e-10f);
    }
  }

  static void rmsprop(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] v = states[0];
    for (int i = from; i < to; i++) {
      v[i] = 0.99f * v[i] + 0.01f * g[i] * g[i];
      w[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + 1e-8f);
    }
  }
}
