package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Dialect;
import gradus.grammar.Formatter;
import gradus.grammar.Oracle;
import gradus.grammar.Parser;
import gradus.grammar.ProgramException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known optimizer against its formula, written out for one weight. */
class LibraryTest {
  private static final double LR = 0.125;

  /** The update of one weight; s is what the weight remembers, zero at first. */
  private interface Formula {
    double update(double w, double g, double[] s, int t);
  }

  private static final Map<String, Formula> FORMULAS =
      Map.ofEntries(
          Map.entry("sgd", (w, g, s, t) -> LR * g),
          Map.entry("momentum", (w, g, s, t) -> LR * (s[0] = 0.9 * s[0] + g)),
          Map.entry(
              "nesterov",
              (w, g, s, t) -> {
                s[0] = 0.9 * s[0] + g;
                return LR * (g + 0.9 * s[0]);
              }),
          Map.entry("signsgd", (w, g, s, t) -> LR * Math.signum(g)),
          Map.entry("signum", (w, g, s, t) -> LR * Math.signum(mean(s, 0, g, 0.9))),
          Map.entry("tiger", (w, g, s, t) -> LR * (Math.signum(mean(s, 0, g, 0.965)) + 0.01 * w)),
          Map.entry(
              "lion",
              (w, g, s, t) -> {
                double c = 0.9 * s[0] + 0.1 * g;
                mean(s, 0, g, 0.99);
                return LR * (Math.signum(c) + 0.1 * w);
              }),
          Map.entry("adagrad", (w, g, s, t) -> LR * g / (Math.sqrt(s[0] += g * g) + 1e-10)),
          Map.entry(
              "rmsprop", (w, g, s, t) -> LR * g / (Math.sqrt(mean(s, 0, g * g, 0.99)) + 1e-8)),
          Map.entry(
              "adadelta",
              (w, g, s, t) -> {
                double v = mean(s, 0, g * g, 0.9);
                double d = Math.sqrt(s[1] + 1e-6) / Math.sqrt(v + 1e-6) * g;
                mean(s, 1, d * d, 0.9);
                return LR * d;
              }),
          Map.entry("adam", (w, g, s, t) -> LR * adam(g, s, t)),
          Map.entry("adamw", (w, g, s, t) -> LR * (adam(g, s, t) + 0.01 * w)),
          Map.entry("grams", (w, g, s, t) -> LR * Math.signum(g) * Math.abs(adam(g, s, t))),
          Map.entry(
              "amsgrad",
              (w, g, s, t) -> {
                double m = mean(s, 0, g, 0.9) / (1 - Math.pow(0.9, t));
                s[2] = Math.max(s[2], mean(s, 1, g * g, 0.999));
                return LR * m / (Math.sqrt(s[2] / (1 - Math.pow(0.999, t))) + 1e-8);
              }),
          Map.entry(
              "adamax",
              (w, g, s, t) -> {
                double m = mean(s, 0, g, 0.9);
                s[1] = Math.max(0.999 * s[1], Math.abs(g) + 1e-8);
                return LR * m / ((1 - Math.pow(0.9, t)) * s[1]);
              }),
          Map.entry(
              "adabelief",
              (w, g, s, t) -> {
                double m = mean(s, 0, g, 0.9);
                s[1] = 0.999 * s[1] + 0.001 * (g - m) * (g - m) + 1e-16;
                double root = Math.sqrt(s[1] / (1 - Math.pow(0.999, t)));
                return LR * m / (1 - Math.pow(0.9, t)) / (root + 1e-16);
              }),
          Map.entry(
              "yogi",
              (w, g, s, t) -> {
                double m = mean(s, 0, g, 0.9) / (1 - Math.pow(0.9, t));
                s[1] -= 0.001 * Math.signum(s[1] - g * g) * g * g;
                return LR * m / (Math.sqrt(s[1] / (1 - Math.pow(0.999, t))) + 1e-3);
              }),
          Map.entry(
              "powersign",
              (w, g, s, t) -> LR * g * Math.exp(Math.signum(g) * Math.signum(mean(s, 0, g, 0.9)))),
          Map.entry(
              "addsign",
              (w, g, s, t) -> LR * g * (1 + Math.signum(g) * Math.signum(mean(s, 0, g, 0.9)))),
          Map.entry("paper_seed", (w, g, s, t) -> LR * 0.001 * seed(w, g, s)),
          Map.entry("adamw_search", (w, g, s, t) -> LR * 0.001 * seed(w, g, s)),
          // Gradients so small that their clipping, by LR over all of them, changes nothing.
          Map.entry(
              "paper_found",
              (w, g, s, t) -> {
                double x = Math.asin(g);
                double m = (1 - 0.899) * x + 0.899 * s[0];
                s[0] = (1 - 1.109) * x + 1.109 * m;
                return LR * 0.0002 * (m / (Math.abs(m) + 1e-8) + 0.4602 * w);
              }));

  /** An exponential mean: updates it and returns it. */
  private static double mean(double[] s, int index, double value, double beta) {
    return s[index] = beta * s[index] + (1 - beta) * value;
  }

  private static double adam(double g, double[] s, int t) {
    double m = mean(s, 0, g, 0.9) / (1 - Math.pow(0.9, t));
    double v = mean(s, 1, g * g, 0.999) / (1 - Math.pow(0.999, t));
    return m / (Math.sqrt(v) + 1e-8);
  }

  private static double seed(double w, double g, double[] s) {
    double m = mean(s, 0, g, 0.9);
    return m / (Math.sqrt(mean(s, 1, g * g, 0.999)) + 1e-8) + 0.01 * w;
  }

  static Stream<String> names() {
    return Library.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void computesItsFormula(String name) {
    Formula formula = FORMULAS.get(name);
    assertThat(formula).as("a formula for " + name).isNotNull();
    SplittableRandom random = new SplittableRandom(1);
    double[][] weights = {random.doubles(4, -1, 1).toArray(), {0.5}, random.doubles(3).toArray()};
    double[][] expected = {weights[0].clone(), weights[1].clone(), weights[2].clone()};
    double[][][] states = new double[3][4][4];
    Oracle oracle = Oracle.of(Library.optimizer(name).program(), weights);
    double scale = name.equals("paper_found") ? 0.02 : 1;
    for (int step = 1; step <= 150; step++) {
      double[][] gradients = new double[3][];
      for (int t = 0; t < 3; t++) {
        gradients[t] = random.doubles(weights[t].length, -scale, scale).toArray();
      }
      oracle.step(gradients, LR);
      for (int t = 0; t < 3; t++) {
        for (int i = 0; i < weights[t].length; i++) {
          double update = formula.update(expected[t][i], gradients[t][i], states[t][i], step);
          expected[t][i] -= update;
          double bound = 1e-12 * Math.max(1, Math.abs(expected[t][i]));
          assertThat(weights[t][i]).isCloseTo(expected[t][i], within(bound));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasAHeaderAndTheCanonicalForm(String name) {
    Optimizer optimizer = Library.optimizer(name);
    assertThat(optimizer.summary()).isNotBlank();
    assertThat(optimizer.source()).isNotBlank();
    assertThat(optimizer.learningRate()).isPositive();
    assertThat(optimizer.text()).contains("# Learning rate: ");
    Dialect dialect =
        optimizer.text().contains("# Dialect: paper") ? Dialect.PAPER : Dialect.STANDARD;
    assertThat(Formatter.format(name, optimizer.text(), dialect)).isEqualTo(optimizer.text());
  }

  @Test
  void aFileIsMeantWhereItLooksLikeOne() {
    assertThatThrownBy(() -> Library.resolve("no/such.gradus", Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage("no/such.gradus: no such file");
    assertThatThrownBy(() -> Library.resolve("lino", Dialect.STANDARD))
        .hasMessage("lino: no such file or optimizer; allowed: lion (did you mean that?)");
    assertThat(Library.resolve("lion", Dialect.STANDARD).program())
        .isEqualTo(Parser.program("lion", Library.optimizer("lion").text()));
  }

  @Test
  void aHeaderIsOptionalAndItsLearningRateANumber() {
    String program = "def p(w, g, lr):\n    u = g * lr\n    return u\n";
    assertThat(Optimizer.of("p", program, Dialect.STANDARD).learningRate()).isEqualTo(1);
    for (String rate : List.of("fast", "NaN", "")) {
      String text = "# P\n# Learning rate: " + rate + "\n" + program;
      assertThatThrownBy(() -> Optimizer.of("p.gradus", text, Dialect.STANDARD))
          .isInstanceOf(ProgramException.class)
          .hasMessage(
              "p.gradus: wrong learning rate in the header; found '"
                  + rate
                  + "'; allowed: a finite number");
    }
  }
}
