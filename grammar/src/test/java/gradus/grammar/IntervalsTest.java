package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Watching.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  private static final int STEPS = 4;

  private static final String ADAMW =
      """
      def adamw(w, g, m, v, lr, step, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
          m = interp(g, m, beta1)
          v = interp(square(g), v, beta2)
          m_hat = m / (1 - power(beta1, step))
          v_hat = v / (1 - power(beta2, step))
          root = sqrt(v_hat) + eps
          update = (m_hat / root + decay * w) * lr
          return update, m, v
      """;

  private static Intervals intervals(String text) {
    return Intervals.of(Parser.program("p", text));
  }

  private static List<String> warnings(Intervals intervals) {
    return intervals.warnings().stream().map(w -> w.place() + ": " + w.text()).toList();
  }

  @Test
  void adamwDividesByNothingThatMayBeZero() {
    Intervals intervals = intervals(ADAMW);
    assertThat(intervals.warnings()).isEmpty();
    assertThat(intervals.input("v")).hasToString("[0, inf)");
    assertThat(intervals.statements().stream().map(Interval::toString))
        .containsExactly(
            "(-inf, inf)", "[0, inf)", "(-inf, inf)", "[0, inf)", "[1e-8, inf)", "(-inf, inf)");
  }

  @Test
  void withoutEpsilonAdamwMayBeNaN() {
    assertThat(warnings(intervals(ADAMW.replace("sqrt(v_hat) + eps", "sqrt(v_hat)"))))
        .containsExactly("7:21: may be NaN: divides by what may be 0 in m_hat / root");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g * g | [0, inf)",
        "g * w | (-inf, inf)",
        "g * sign(g) | [0, inf)",
        "dot(g, g) + 1 | [1, inf)",
        "norm(g) | [0, inf)",
        "power(g, 2) | [0, inf)",
        "power(g, 3) | (-inf, inf)",
        "power(0.9, step) | [0, 0.9]",
        "2 * step * power(0.9, step) | [0, inf)",
        "sin(g) + cos(w) | [-2, 2]",
        "exp(-lr) | [0, 1]",
        "tanh(g) | [-1, 1]",
        "1 / (1 + abs(g)) | [0, 1]",
        "sign(g) * 0 | 0",
        "where(g > 0, 3, -2) | [-2, 3]",
        "g == 0 | [0, 1]",
        "clamp(g, -1, 1) | [-1, 1]",
        "sum(abs(sign(g)) + 1) | [1, inf)",
        "largest(sign(g)) | [-1, 1]",
        "mean(g * g) | [0, inf)",
        "size(g) | [1, inf)",
        "column_sum(g * g) | [0, inf)",
        "row_norm(g) * column_norm(g) | [0, inf)",
        "identity(g @ transpose(g)) @ g | (-inf, inf)",
        "if_matrix(row_mean(g * g) + 0 * g, 1) | [0, inf)",
        "sqrt(g) | [0, inf) or NaN",
        "log1p(sign(g) * 3) | (-inf, 1.386] or NaN",
        "arccosh(min(g, 1)) | 0 or NaN",
        "power(g, lr) | (-inf, inf) or NaN",
        "power(g, 0.5) | [0, inf) or NaN",
        "sign(g) / lr | (-inf, inf) or NaN",
        "1 / max(lr, 0.5) | [0, 2]",
        "sqrt(g) > 0 | [0, 1]",
        "log(-1) | (-inf, inf) or NaN"
      })
  void knowsWhereOneExpressionLies(String expression, String expected) {
    String text = "def p(w, g, lr, step):\n    x = " + expression + "\n    return g * lr\n";
    assertThat(intervals(text).statements().getFirst()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g / g | may be NaN: divides by what may be 0 in g / g",
        "g * (1 / lr) | may be infinite: divides by what may be 0 in 1 / lr",
        "g + sqrt(w) | may be NaN: the argument may be below 0 in sqrt(w)",
        "arcsin(g) | may be NaN: the argument may lie outside -1 to 1 in arcsin(g)",
        "log(lr) + g | may be infinite: the argument may be 0 in log(lr)",
        "arctanh(sign(g)) | may be infinite: the argument may be -1 or 1 in arctanh(sign(g))"
      })
  void saysWhatMayGoWrong(String expression, String expected) {
    String text = "def p(w, g, lr):\n    dead = 1 / g\n    return " + expression + "\n";
    assertThat(intervals(text).warnings().stream().map(Intervals.Warning::text))
        .containsExactly(expected);
  }

  @Test
  void aStateGrowsAsFarAsItsStatementsLetIt() {
    Intervals intervals =
        intervals(
            """
            def p(w, g, a, b, c, d, lr):
                a = a + 1
                b = interp(sign(g), b, 0.9)
                c = min(c - 1, 7)
                d = 1 - (1 - d) * 0.5
                u = (a + b + c + d) * g * lr
                return u, a, b, c, d
            """);
    assertThat(List.of("a", "b", "c", "d").stream().map(name -> intervals.input(name).toString()))
        .containsExactly("[0, inf)", "[-1, 1]", "(-inf, 0]", "[0, 1]");
  }

  @Test
  void everyValueOfTheOracleLiesInItsInterval() {
    everyValueLiesInItsInterval(10_000, 5);
  }

  @Test
  @Tag("minutes")
  void itIsSoForManyMore() {
    everyValueLiesInItsInterval(1_000_000, 6);
  }

  private static void everyValueLiesInItsInterval(int count, long seed) {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(seed));
    long[] told = new long[3];
    for (int i = 0; i < count; i++) {
      Program program = programs.next();
      try {
        lies(program, new SplittableRandom(i), told);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("case " + i + ":\n" + Printer.print(program), e);
      }
    }
    // The property says something only where much is checked and bounded and little may be NaN.
    assertThat(told[0]).isGreaterThan(50L * count);
    assertThat(told[1]).isGreaterThan(told[0] / 4);
    assertThat(told[2]).isGreaterThan(told[0] / 3);
  }

  private static void lies(Program program, SplittableRandom random, long[] told) {
    Intervals intervals = Intervals.of(program);
    Typing typing = new Typing();
    Walk.fold(program, typing, types(program, Kinds.of(program)));
    Shapes shapes = Traces.shapes(program);
    for (List<Seen> step : Watching.run(program, shapes, random, STEPS)) {
      for (int i = 0; i < step.size(); i++) {
        Seen seen = step.get(i);
        // What only matrices have lies in no interval elsewhere, where nothing reads it.
        boolean everywhere = !typing.statements().get(i).matricesOnly();
        for (int t = 0; seen.bounded() && t < seen.tree().data().length; t++) {
          if (everywhere || shapes.isMatrix(t)) {
            check(seen.tree().data()[t], intervals.statements().get(i), told);
          }
        }
      }
    }
  }

  private static Map<String, Type> types(Program program, Kinds kinds) {
    Map<String, Type> types = new HashMap<>();
    for (String name : program.parameters()) {
      types.put(name, Type.of(kinds.input(name), kinds.inputForMatrices(name)));
    }
    return types;
  }

  private static void check(double[] values, Interval interval, long[] told) {
    for (double value : values) {
      boolean inside =
          Double.isNaN(value)
              ? interval.nan()
              : value >= interval.low() && value <= interval.high();
      assertThat(inside).as("%s in %s", value, interval).isTrue();
      told[0]++;
      told[1] += interval.low() > -Double.MAX_VALUE || interval.high() < Double.MAX_VALUE ? 1 : 0;
      told[2] += interval.nan() ? 0 : 1;
    }
  }
}
