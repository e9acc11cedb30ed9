package gradus.library;

import static gradus.library.Formulas.LR;
import static gradus.library.Formulas.adam;
import static gradus.library.Formulas.debiased;
import static gradus.library.Formulas.entry;
import static gradus.library.Formulas.mean;
import static gradus.library.Formulas.norm;
import static gradus.library.Formulas.tensors;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** More rules as their authors wrote them; those for matrices do here what they do to vectors. */
final class LaterFormulas {
  /** Every rule under the name of its file. */
  static final Map<String, Formulas.Formula> ALL =
      Map.ofEntries(
          Map.entry("cautious_lion", tensors(LaterFormulas::cautiousLion)),
          Map.entry("cautious_adamw", tensors(LaterFormulas::cautiousAdamw)),
          Map.entry("adam_mini", tensors(LaterFormulas::adamMini)),
          Map.entry("mars_adamw", tensors(LaterFormulas::mars)),
          Map.entry("prodigy", LaterFormulas::prodigy),
          Map.entry("perpgrad", tensors(LaterFormulas::perpgrad)),
          Map.entry("greedy_bcd", LaterFormulas::greedy),
          Map.entry("adafactor", tensors(LaterFormulas::adafactor)),
          entry("gg_decay", LaterFormulas::gaussian),
          entry("rms_momentum", LaterFormulas::rmsMomentum),
          entry("allora", (w, g, s, t) -> LR * adam(g, s, t, 1e-8)),
          entry("muon", LaterFormulas::muon),
          entry("shampoo", (w, g, s, t) -> LR * g / Math.sqrt((s[0] += g * g) + 1e-4)),
          entry("sm3", (w, g, s, t) -> LR * g / Math.sqrt((s[0] += g * g) + 1e-30)));

  private LaterFormulas() {}

  private static double[] each(double[] like, IntToDoubleFunction element) {
    return IntStream.range(0, like.length).mapToDouble(element).toArray();
  }

  /** Leaves out the elements whose sign is not the gradient's, and makes up for them. */
  private static double[] cautious(double[] direction, double[] g) {
    long agreeing =
        IntStream.range(0, g.length)
            .filter(i -> direction[i] > 0 && g[i] > 0 || direction[i] < 0 && g[i] < 0)
            .count();
    double share = Math.max((double) agreeing / g.length, 1e-3);
    return each(
        g, i -> Math.signum(direction[i]) * Math.signum(g[i]) > 0 ? direction[i] / share : 0);
  }

  private static double[] cautiousLion(double[] w, double[] g, double[][] s, int t) {
    double[] direction = each(w, i -> Math.signum(0.9 * s[i][0] + 0.1 * g[i]));
    IntStream.range(0, w.length).forEach(i -> mean(s[i], 0, g[i], 0.99));
    double[] kept = cautious(direction, g);
    return each(w, i -> LR * (kept[i] + 0.1 * w[i]));
  }

  private static double[] cautiousAdamw(double[] w, double[] g, double[][] s, int t) {
    double[] kept = cautious(each(w, i -> adam(g[i], s[i], t, 1e-8)), g);
    return each(w, i -> LR * (kept[i] + 0.01 * w[i]));
  }

  private static double[] adamMini(double[] w, double[] g, double[][] s, int t) {
    double square = Arrays.stream(g).map(x -> x * x).average().orElseThrow();
    double v = debiased(s[0], 1, square, 0.999, t);
    return each(
        w, i -> LR * (debiased(s[i], 0, g[i], 0.9, t) / (Math.sqrt(v) + 1e-8) + 0.01 * w[i]));
  }

  private static double[] mars(double[] w, double[] g, double[][] s, int t) {
    double[] c = each(w, i -> g[i] + (t == 1 ? 0 : 0.025 * 0.95 / 0.05 * (g[i] - s[i][2])));
    double length = Math.max(1, norm(c));
    return each(
        w,
        i -> {
          s[i][2] = g[i];
          double x = c[i] / length;
          double m = debiased(s[i], 0, x, 0.95, t);
          double v = debiased(s[i], 1, x * x, 0.99, t);
          return LR * (m / (Math.sqrt(v) + 1e-8) + 0.01 * w[i]);
        });
  }

  /** Of the gradient what is left when its projection on the weights is taken away. */
  private static double[] perpgrad(double[] w, double[] g, double[][] s, int t) {
    double product = IntStream.range(0, w.length).mapToDouble(i -> w[i] * g[i]).sum();
    double share = product / (norm(w) * norm(w) + 1e-30);
    double[] across = each(w, i -> g[i] - share * w[i]);
    double scale = norm(across) > 1e-6 * norm(g) ? norm(g) / norm(across) : 0;
    return each(w, i -> LR * (adam(across[i] * scale, s[i], t, 1e-8) + 0.01 * w[i]));
  }

  private static double gaussian(double w, double g, double[] s, int t) {
    double pull = Math.signum(w) * Math.pow(Math.abs(w) + 1e-8, 0.5);
    return LR * (adam(g, s, t, 1e-8) + 0.01 * pull);
  }

  private static double rmsMomentum(double w, double g, double[] s, int t) {
    double momentum = mean(s, 0, g, 0.78);
    double second = mean(s, 1, momentum * momentum, 0.87);
    return LR * (momentum / (Math.sqrt(second) + 1e-8) + w);
  }

  private static double[][] greedy(double[][] w, double[][] g, double[][][] s, int t) {
    double largest = Arrays.stream(g).mapToDouble(Formulas::norm).max().orElseThrow();
    return Arrays.stream(g)
        .map(x -> each(x, i -> norm(x) == largest ? LR * x[i] : 0))
        .toArray(double[][]::new);
  }

  private static double[] adafactor(double[] w, double[] g, double[][] s, int t) {
    double beta = 1 - Math.pow(t, -0.8);
    double[] u = each(w, i -> g[i] / Math.sqrt(mean(s[i], 0, g[i] * g[i] + 1e-30, beta)));
    double root = Math.sqrt(w.length);
    double clipped = Math.max(1, norm(u) / root);
    double scale = Math.max(1e-3, norm(w) / root);
    return each(w, i -> LR * scale * u[i] / clipped);
  }

  private static double muon(double w, double g, double[] s, int t) {
    double m = debiased(s, 0, g, 0.9, t);
    return LR * 0.1 * m / (Math.sqrt(debiased(s, 1, g * g, 0.95, t)) + 1e-10);
  }

  /** s[0][0] holds, behind what its element remembers, what is one for the model: r and d. */
  private static double[][] prodigy(double[][] w, double[][] g, double[][][] s, int t) {
    double[] model = s[0][0];
    double d = t == 1 ? 1e-6 : model[5];
    double root = Math.sqrt(0.999);
    double way = 0;
    double length = 0;
    double[][] update = new double[w.length][];
    for (int k = 0; k < w.length; k++) {
      update[k] = new double[w[k].length];
      for (int i = 0; i < w[k].length; i++) {
        double[] own = s[k][i];
        own[3] = t == 1 ? w[k][i] : own[3];
        way += g[k][i] * (own[3] - w[k][i]);
        own[2] = root * own[2] + (1 - root) * LR * d * d * g[k][i];
        length += Math.abs(own[2]);
        double m = mean(own, 0, d * g[k][i], 0.9);
        double v = mean(own, 1, d * d * g[k][i] * g[k][i], 0.999);
        update[k][i] = LR * d * m / (Math.sqrt(v) + d * 1e-8);
      }
    }
    model[4] = root * model[4] + (1 - root) * LR * d * d * way;
    model[5] = Math.max(d, model[4] / length);
    return update;
  }
}
