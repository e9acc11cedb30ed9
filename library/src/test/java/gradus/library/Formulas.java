package gradus.library;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rules of the library as their authors wrote them, by hand and without the language: the
 * reference that every file is held against.
 */
final class Formulas {
  /** The learning rate of every step. */
  static final double LR = 0.125;

  /** The updates of all weights, by tensor and element; s is what is remembered, zero at first. */
  interface Formula {
    double[][] update(double[][] w, double[][] g, double[][][] s, int t);
  }

  /** The updates of one tensor; s[i] is what its element i remembers. */
  interface Tensor {
    double[] update(double[] w, double[] g, double[][] s, int t);
  }

  /** The update of one weight. */
  interface Element {
    double update(double w, double g, double[] s, int t);
  }

  /** Every rule under the name of its file. */
  static final Map<String, Formula> ALL =
      Map.ofEntries(
          entry("sgd", (w, g, s, t) -> LR * g),
          entry("momentum", (w, g, s, t) -> LR * (s[0] = 0.9 * s[0] + g)),
          entry("nesterov", (w, g, s, t) -> LR * (g + 0.9 * (s[0] = 0.9 * s[0] + g))),
          entry("signsgd", (w, g, s, t) -> LR * Math.signum(g)),
          entry("signum", (w, g, s, t) -> LR * Math.signum(mean(s, 0, g, 0.9))),
          entry("tiger", (w, g, s, t) -> LR * (Math.signum(mean(s, 0, g, 0.965)) + 0.01 * w)),
          entry("lion", Formulas::lion),
          entry("adagrad", (w, g, s, t) -> LR * g / (Math.sqrt(s[0] += g * g) + 1e-10)),
          entry("rmsprop", (w, g, s, t) -> LR * g / (Math.sqrt(mean(s, 0, g * g, 0.99)) + 1e-8)),
          entry("adadelta", Formulas::adadelta),
          entry("adam", (w, g, s, t) -> LR * adam(g, s, t, 1e-8)),
          entry("adamw", (w, g, s, t) -> LR * (adam(g, s, t, 1e-8) + 0.01 * w)),
          entry("grams", (w, g, s, t) -> LR * Math.signum(g) * Math.abs(adam(g, s, t, 1e-8))),
          entry("nadam", Formulas::nadam),
          entry("radam", Formulas::radam),
          entry("amsgrad", Formulas::amsgrad),
          entry("adamax", Formulas::adamax),
          entry("adabelief", Formulas::adabelief),
          entry("adopt", Formulas::adopt),
          entry("adan", Formulas::adan),
          entry("ademamix", Formulas::ademamix),
          entry("yogi", Formulas::yogi),
          entry("powersign", (w, g, s, t) -> LR * g * Math.exp(agreement(g, s))),
          entry("addsign", (w, g, s, t) -> LR * g * (1 + agreement(g, s))),
          Map.entry("lars", tensors(Formulas::lars)),
          Map.entry("lamb", tensors(Formulas::lamb)),
          Map.entry("novograd", tensors(Formulas::novograd)),
          entry("paper_seed", (w, g, s, t) -> LR * 0.001 * seed(w, g, s)),
          entry("adamw_search", (w, g, s, t) -> LR * 0.001 * seed(w, g, s)),
          Map.entry("paper_found", Formulas::found));

  private Formulas() {}

  static Map.Entry<String, Formula> entry(String name, Element element) {
    return Map.entry(
        name,
        tensors((w, g, s, t) ->
            IntStream.range(0, w.length)
                .mapToDouble(i -> element.update(w[i], g[i], s[i], t))
                .toArray()));
  }

  static Formula tensors(Tensor tensor) {
    return (w, g, s, t) ->
        IntStream.range(0, w.length)
            .mapToObj(k -> tensor.update(w[k], g[k], s[k], t))
            .toArray(double[][]::new);
  }

  /** An exponential mean: updates it and returns it. */
  static double mean(double[] s, int index, double value, double beta) {
    return s[index] = beta * s[index] + (1 - beta) * value;
  }

  /** The same without the weight that the zero at the start has in it. */
  static double debiased(double[] s, int index, double value, double beta, int t) {
    return mean(s, index, value, beta) / (1 - Math.pow(beta, t));
  }

  static double norm(double... x) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double agreement(double g, double[] s) {
    return Math.signum(g) * Math.signum(mean(s, 0, g, 0.9));
  }

  private static double lion(double w, double g, double[] s, int t) {
    double c = 0.9 * s[0] + 0.1 * g;
    mean(s, 0, g, 0.99);
    return LR * (Math.signum(c) + 0.1 * w);
  }

  private static double adadelta(double w, double g, double[] s, int t) {
    double v = mean(s, 0, g * g, 0.9);
    double d = Math.sqrt(s[1] + 1e-6) / Math.sqrt(v + 1e-6) * g;
    mean(s, 1, d * d, 0.9);
    return LR * d;
  }

  static double adam(double g, double[] s, int t, double eps) {
    double m = debiased(s, 0, g, 0.9, t);
    return m / (Math.sqrt(debiased(s, 1, g * g, 0.999, t)) + eps);
  }

  /** As PyTorch has it; s[2] is the product of the momenta, less the 1 that it starts from. */
  private static double nadam(double w, double g, double[] s, int t) {
    double momentum = 0.9 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
    double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (t + 1) * 0.004));
    double product = (s[2] + 1) * momentum;
    s[2] = product - 1;
    double m = mean(s, 0, g, 0.9) * next / (1 - product * next);
    double root = Math.sqrt(debiased(s, 1, g * g, 0.999, t));
    return LR * (m + g * (1 - momentum) / (1 - product)) / (root + 1e-8);
  }

  private static double radam(double w, double g, double[] s, int t) {
    double m = debiased(s, 0, g, 0.9, t);
    double v = mean(s, 1, g * g, 0.999);
    double longest = 2 / (1 - 0.999) - 1;
    double length = longest - 2 * t * Math.pow(0.999, t) / (1 - Math.pow(0.999, t));
    if (length <= 5) {
      return LR * m;
    }
    double above = (length - 4) * (length - 2) * longest;
    double rectification = Math.sqrt(above / ((longest - 4) * (longest - 2) * length));
    return LR * m * rectification * Math.sqrt(1 - Math.pow(0.999, t)) / (Math.sqrt(v) + 1e-8);
  }

  private static double amsgrad(double w, double g, double[] s, int t) {
    double m = debiased(s, 0, g, 0.9, t);
    s[2] = Math.max(s[2], mean(s, 1, g * g, 0.999));
    return LR * m / (Math.sqrt(s[2] / (1 - Math.pow(0.999, t))) + 1e-8);
  }

  private static double adamax(double w, double g, double[] s, int t) {
    double m = debiased(s, 0, g, 0.9, t);
    s[1] = Math.max(0.999 * s[1], Math.abs(g) + 1e-8);
    return LR * m / s[1];
  }

  private static double adabelief(double w, double g, double[] s, int t) {
    double m = mean(s, 0, g, 0.9);
    s[1] = 0.999 * s[1] + 0.001 * (g - m) * (g - m) + 1e-16;
    double root = Math.sqrt(s[1] / (1 - Math.pow(0.999, t)));
    return LR * m / (1 - Math.pow(0.9, t)) / (root + 1e-16);
  }

  private static double adopt(double w, double g, double[] s, int t) {
    if (t == 1) {
      s[1] = g * g;
      return 0;
    }
    double normed = g / Math.max(Math.sqrt(s[1]), 1e-6);
    double bound = Math.pow(t - 1, 0.25);
    mean(s, 1, g * g, 0.9999);
    return LR * mean(s, 0, Math.clamp(normed, -bound, bound), 0.9);
  }

  /** The change of the weight under an implicit decay; s[3] is the gradient before. */
  private static double adan(double w, double g, double[] s, int t) {
    double difference = t == 1 ? 0 : g - s[3];
    s[3] = g;
    double m = debiased(s, 0, g, 0.98, t);
    double d = debiased(s, 1, difference, 0.92, t);
    double sum = g + 0.92 * difference;
    double root = Math.sqrt(debiased(s, 2, sum * sum, 0.99, t));
    double direction = (m + 0.92 * d) / (root + 1e-8);
    return w - (w - LR * direction) / (1 + LR * 0.02);
  }

  private static double ademamix(double w, double g, double[] s, int t) {
    double slow = mean(s, 2, g, 0.9999);
    double m = debiased(s, 0, g, 0.9, t);
    return LR * (m + 5 * slow) / (Math.sqrt(debiased(s, 1, g * g, 0.999, t)) + 1e-8);
  }

  private static double yogi(double w, double g, double[] s, int t) {
    double m = debiased(s, 0, g, 0.9, t);
    s[1] -= 0.001 * Math.signum(s[1] - g * g) * g * g;
    return LR * m / (Math.sqrt(s[1] / (1 - Math.pow(0.999, t))) + 1e-3);
  }

  private static double[] lars(double[] w, double[] g, double[][] s, int t) {
    boolean known = norm(w) > 0 && norm(g) > 0;
    double trust = known ? 0.001 * norm(w) / (norm(g) + 0.0005 * norm(w) + 1e-8) : 1;
    double[] update = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      s[i][0] = 0.9 * s[i][0] + LR * trust * (g[i] + 0.0005 * w[i]);
      update[i] = s[i][0];
    }
    return update;
  }

  private static double[] lamb(double[] w, double[] g, double[][] s, int t) {
    double[] direction = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      direction[i] = adam(g[i], s[i], t, 1e-6) + 0.01 * w[i];
    }
    boolean known = norm(w) > 0 && norm(direction) > 0;
    double trust = known ? norm(w) / norm(direction) : 1;
    return IntStream.range(0, w.length).mapToDouble(i -> LR * trust * direction[i]).toArray();
  }

  private static double[] novograd(double[] w, double[] g, double[][] s, int t) {
    double square = norm(g) * norm(g);
    s[0][1] = t == 1 ? square : 0.98 * s[0][1] + (1 - 0.98) * square;
    double[] update = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      s[i][0] = 0.95 * s[i][0] + (g[i] / (Math.sqrt(s[0][1]) + 1e-8) + 0.001 * w[i]);
      update[i] = LR * s[i][0];
    }
    return update;
  }

  private static double seed(double w, double g, double[] s) {
    double m = mean(s, 0, g, 0.9);
    return m / (Math.sqrt(mean(s, 1, g * g, 0.999)) + 1e-8) + 0.01 * w;
  }

  private static double[][] found(double[][] w, double[][] g, double[][][] s, int t) {
    double size = norm(IntStream.range(0, g.length).mapToDouble(k -> norm(g[k])).toArray());
    double share = Math.min(1, LR / size);
    double[][] update = new double[w.length][];
    for (int k = 0; k < w.length; k++) {
      update[k] = new double[w[k].length];
      for (int i = 0; i < w[k].length; i++) {
        double x = Math.asin(g[k][i] * share);
        double m = (1 - 0.899) * x + 0.899 * s[k][i][0];
        s[k][i][0] = (1 - 1.109) * x + 1.109 * m;
        update[k][i] = LR * 0.0002 * (m / (Math.abs(m) + 1e-8) + 0.4602 * w[k][i]);
      }
    }
    return update;
  }
}
