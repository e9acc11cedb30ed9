package gradus.benchmarks;

/** Adam and its nearest relatives, by hand, with the corrections of the bias before the loop. */
final class AdamLoops {
  private AdamLoops() {}

  /** What a running mean that began at zero is multiplied by. */
  static float debias(double beta, int step) {
    return (float) (1 / (1 - Math.pow(beta, step)));
  }

  static void adam(float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = rate * debias(0.9, step);
    float second = debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] -= first * m[i] / ((float) Math.sqrt(second * v[i]) + 1e-8f);
    }
  }

  static void adamw(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = rate * debias(0.9, step);
    float second = debias(0.999, step);
    float keep = (float) (1 - 0.01 * rate);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] = keep * w[i] - first * m[i] / ((float) Math.sqrt(second * v[i]) + 1e-8f);
    }
  }

  /** Also the published seed, which computes the same in another order. */
  static void adamwSearch(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float small = 0.001f * rate;
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      float root = (float) Math.sqrt(Math.abs(v[i]));
      w[i] -= small * (m[i] / (root + 1e-8f) + 0.01f * w[i]);
    }
  }

  static void adamax(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] u = states[1];
    float first = rate * debias(0.9, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      u[i] = Math.max(0.999f * u[i], Math.abs(g[i]) + 1e-8f);
      w[i] -= first * m[i] / u[i];
    }
  }

  static void amsgrad(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float[] top = states[2];
    float first = rate * debias(0.9, step);
    float second = debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      top[i] = Math.max(top[i], v[i]);
      w[i] -= first * m[i] / ((float) Math.sqrt(second * top[i]) + 1e-8f);
    }
  }

  static void ggDecay(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = debias(0.9, step);
    float second = debias(0.999, step);
    double power = 1.5 - 1;
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      float pull = Math.signum(w[i]) * (float) Math.pow(Math.abs(w[i]) + 1e-8f, power);
      float direction = first * m[i] / ((float) Math.sqrt(second * v[i]) + 1e-8f);
      w[i] -= rate * (direction + 0.01f * pull);
    }
  }

  static void grams(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = debias(0.9, step);
    float second = debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      float size = Math.abs(first * m[i] / ((float) Math.sqrt(second * v[i]) + 1e-8f));
      w[i] -= rate * Math.signum(g[i]) * size;
    }
  }

  static void yogi(float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = rate * debias(0.9, step);
    float second = debias(0.999, step);
    for (int i = from; i < to; i++) {
      float square = g[i] * g[i];
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] -= 0.001f * Math.signum(v[i] - square) * square;
      w[i] -= first * m[i] / ((float) Math.sqrt(second * v[i]) + 0.001f);
    }
  }
}
