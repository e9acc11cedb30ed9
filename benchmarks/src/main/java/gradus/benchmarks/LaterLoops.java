package gradus.benchmarks;

/** Later relatives of Adam, by hand. */
final class LaterLoops {
  private LaterLoops() {}

  static void adabelief(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] s = states[1];
    float first = rate * AdamLoops.debias(0.9, step);
    float second = AdamLoops.debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      float difference = g[i] - m[i];
      s[i] = 0.999f * s[i] + 0.001f * difference * difference + 1e-16f;
      w[i] -= first * m[i] / ((float) Math.sqrt(second * s[i]) + 1e-16f);
    }
  }

  static void rmsMomentum(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    for (int i = from; i < to; i++) {
      m[i] = 0.78f * m[i] + 0.22f * g[i];
      v[i] = 0.87f * v[i] + 0.13f * m[i] * m[i];
      w[i] -= rate * (m[i] / ((float) Math.sqrt(v[i]) + 1e-8f) + w[i]);
    }
  }

  static void adan(float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] d = states[1];
    float[] n = states[2];
    float[] previous = states[3];
    float known = step > 1 ? 1 : 0;
    float first = AdamLoops.debias(0.98, step);
    float second = 0.92f * AdamLoops.debias(0.92, step);
    float third = AdamLoops.debias(0.99, step);
    float scale = rate / (1 + rate * 0.02f);
    for (int i = from; i < to; i++) {
      float difference = known * (g[i] - previous[i]);
      float ahead = g[i] + 0.92f * difference;
      m[i] = 0.98f * m[i] + 0.02f * g[i];
      d[i] = 0.92f * d[i] + 0.08f * difference;
      n[i] = 0.99f * n[i] + 0.01f * ahead * ahead;
      float root = (float) Math.sqrt(third * n[i]);
      w[i] -= scale * ((first * m[i] + second * d[i]) / (root + 1e-8f) + 0.02f * w[i]);
      previous[i] = g[i];
    }
  }

  static void ademamix(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] slow = states[1];
    float[] v = states[2];
    float first = AdamLoops.debias(0.9, step);
    float second = AdamLoops.debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      slow[i] = 0.9999f * slow[i] + 0.0001f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] -= rate * (first * m[i] + 5 * slow[i]) / ((float) Math.sqrt(second * v[i]) + 1e-8f);
    }
  }

  static void adopt(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float bound = (float) Math.pow(step - 1, 0.25);
    // The first step only sets v.
    float beta = step > 1 ? 0.9999f : 0;
    float rest = step > 1 ? 0.0001f : 1;
    for (int i = from; i < to; i++) {
      float normed = g[i] / Math.max((float) Math.sqrt(v[i]), 1e-6f);
      m[i] = 0.9f * m[i] + 0.1f * Math.max(-bound, Math.min(bound, normed));
      v[i] = beta * v[i] + rest * g[i] * g[i];
      w[i] -= rate * m[i];
    }
  }

  /** The product of its factors so far is one number, in the first place of the third state. */
  static void nadam(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, step * 0.004));
    double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (step + 1) * 0.004));
    double product = (1 - states[2][0]) * mu;
    states[2][0] = (float) (1 - product);
    float ofMomentum = (float) (rate * next / (1 - product * next));
    float ofGradient = (float) (rate * (1 - mu) / (1 - product));
    float second = AdamLoops.debias(0.999, step);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      float root = (float) Math.sqrt(second * v[i]);
      w[i] -= (ofMomentum * m[i] + ofGradient * g[i]) / (root + 1e-8f);
    }
  }

  static void radam(
      float[] w, float[] g, float[][] states, int from, int to, float rate, int step) {
    float[] m = states[0];
    float[] v = states[1];
    float first = rate * AdamLoops.debias(0.9, step);
    double debias = 1 - Math.pow(0.999, step);
    double longest = 2 / (1 - 0.999) - 1;
    double length = longest - 2 * step * (1 - debias) / debias;
    if (length <= 5) {
      for (int i = from; i < to; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        w[i] -= first * m[i];
      }
      return;
    }
    double rectification =
        (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
    float scale = first * (float) Math.sqrt(rectification * debias);
    for (int i = from; i < to; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] -= scale * m[i] / ((float) Math.sqrt(v[i]) + 1e-8f);
    }
  }
}
