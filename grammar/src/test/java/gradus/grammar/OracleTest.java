package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The oracle against loops written out by hand. */
class OracleTest {
  private static final int STEPS = 300;

  private static final String SEED =
      """
      def train(w, g, m, v, lr):
          g2 = square(g)
          m = interp(g, m, 0.9)
          v = interp(g2, v, 0.999)
          sqrt_v = sqrt(v)
          update = m / sqrt_v
          wd = w * 0.01
          update = update + wd
          lr = lr * 0.001
          update = update * lr
          return update, m, v
      """;

  private static final String FOUND =
      """
      def train(w, g, m, v, lr):
          g = clip(g, lr)
          g = arcsin(g)
          m = interp(g, v, 0.899)
          m2 = m * m
          v = interp(g, m, 1.109)
          abs_m = sqrt(m2)
          update = m / abs_m
          wd = w * 0.4602
          update = update + wd
          lr = lr * 0.0002
          m = cosh(update)
          update = update * lr
          return update, m, v
      """;

  private static final String LION =
      """
      def lion(weight, gradient, momentum, lr, beta1=0.9, beta2=0.99, decay=0.1):
          update = sign(interp(gradient, momentum, beta1))
          momentum = interp(gradient, momentum, beta2)
          update = update + weight * decay
          update = update * lr
          return update, momentum
      """;

  /** One step on all tensors: changes weights and states, two numbers for each weight. */
  private interface Loop {
    void step(double[][] weights, double[][] gradients, double[][][] states, double rate);
  }

  private static void agree(Program program, Loop loop) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] weights = Traces.values(Traces.VECTORS, random);
    double[][] expected = copy(weights);
    double[][][] states = {zeros(weights), zeros(weights)};
    Oracle oracle = Oracle.of(program, weights);
    for (int step = 0; step < STEPS; step++) {
      double[][] gradients = Traces.values(Traces.VECTORS, random);
      double rate = 1 + step % 7;
      oracle.step(gradients, rate);
      loop.step(expected, gradients, states, rate);
      for (int t = 0; t < weights.length; t++) {
        assertThat(weights[t]).containsExactly(expected[t], within(1e-12));
      }
    }
  }

  @Test
  void thePapersSeedRunsVerbatim() {
    agree(
        paper(SEED),
        (w, g, s, lr) ->
            elements(
                w,
                (t, i) -> {
                  s[0][t][i] = 0.9 * s[0][t][i] + 0.1 * g[t][i];
                  s[1][t][i] = 0.999 * s[1][t][i] + 0.001 * g[t][i] * g[t][i];
                  double u = s[0][t][i] / (Math.sqrt(s[1][t][i]) + 1e-8) + 0.01 * w[t][i];
                  w[t][i] -= 0.001 * lr * u;
                }));
  }

  @Test
  void thePapersFindRunsVerbatim() {
    agree(
        paper(FOUND),
        (w, g, s, lr) -> {
          double squares = 0;
          for (double[] tensor : g) {
            for (double x : tensor) {
              squares += x * x;
            }
          }
          double scale = Math.min(1, lr / Math.sqrt(squares));
          elements(
              w,
              (t, i) -> {
                double x = Math.asin(g[t][i] * scale);
                double m = 0.101 * x + 0.899 * s[1][t][i];
                s[1][t][i] = (1 - 1.109) * x + 1.109 * m;
                double u = m / (Math.abs(m) + 1e-8) + 0.4602 * w[t][i];
                w[t][i] -= 0.0002 * lr * u;
              });
        });
  }

  @Test
  void lionIsWhatItsPaperSays() {
    agree(
        Parser.program("lion", LION),
        (w, g, s, lr) ->
            elements(
                w,
                (t, i) -> {
                  double c = 0.9 * s[0][t][i] + 0.1 * g[t][i];
                  s[0][t][i] = 0.99 * s[0][t][i] + 0.01 * g[t][i];
                  w[t][i] -= lr * (Math.signum(c) + 0.1 * w[t][i]);
                }));
  }

  @Test
  void theCoreOfTheFindIsLion() {
    Program core =
        Parser.program(
            "core",
            """
            def core(w, g, m, v, lr):
                m = interp(g, v, 0.9)
                v = interp(g, m, 1.1)
                update = m / sqrt(m * m)
                update = update + w * 0.1
                update = update * lr
                return update, m, v
            """);
    SplittableRandom random = new SplittableRandom(2);
    double[][] start = Traces.values(Traces.VECTORS, random);
    Oracle one = Oracle.of(core, copy(start));
    Oracle two = Oracle.of(Parser.program("lion", LION), copy(start));
    for (int step = 0; step < STEPS; step++) {
      double[][] gradients = Traces.values(Traces.VECTORS, random);
      double[][] expected = two.step(gradients, 0.01);
      double[][] actual = one.step(gradients, 0.01);
      for (int t = 0; t < expected.length; t++) {
        assertThat(actual[t]).containsExactly(expected[t], within(1e-12));
      }
    }
  }

  @Test
  void statesAreAsSmallAsWhatTheyHold() {
    Program program =
        Parser.program(
            "sizes",
            """
            def sizes(w, g, a, b, c, lr):
                a = norm(g) + a
                b = dot(g, g) + b
                c = a * g + c
                update = c * b * lr
                return update, a, b, c
            """);
    Oracle oracle = Oracle.of(program, new double[][] {{0, 0}, {0}});
    oracle.step(new double[][] {{3, 4}, {2}}, 1);
    double[][] update = oracle.step(new double[][] {{0, 1}, {0}}, 1);
    assertThat(oracle.state().get("a")).extracting(Oracle.Tree::kind).isEqualTo(Kind.LEAF);
    assertThat(oracle.state().get("a").data()).isDeepEqualTo(new double[][] {{6}, {2}});
    assertThat(oracle.state().get("b").data()).isDeepEqualTo(new double[][] {{30}});
    assertThat(oracle.state().get("c").data()).isDeepEqualTo(new double[][] {{15, 26}, {4}});
    assertThat(update).isDeepEqualTo(new double[][] {{450, 780}, {120}});
  }

  private interface Element {
    void at(int tensor, int index);
  }

  private static void elements(double[][] weights, Element element) {
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        element.at(t, i);
      }
    }
  }

  private static Program paper(String text) {
    return Parser.program("paper", text, Dialect.PAPER, Functions.standard());
  }

  private static double[][] copy(double[][] data) {
    double[][] copy = data.clone();
    java.util.Arrays.setAll(copy, t -> data[t].clone());
    return copy;
  }

  private static double[][] zeros(double[][] data) {
    double[][] zeros = new double[data.length][];
    java.util.Arrays.setAll(zeros, t -> new double[data[t].length]);
    return zeros;
  }
}
