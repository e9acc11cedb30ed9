package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Definition;
import gradus.grammar.Dialect;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Row;
import gradus.grammar.Shapes;
import gradus.interpreter.nd4j.Nd4jTracer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function on every engine against the oracle, for every mixture of kinds. */
class RowsTest {
  private static final float[] POINTS = {
    0,
    -0f,
    1,
    -1,
    0.5f,
    -0.3f,
    2.5f,
    3,
    -7.25f,
    100,
    1e30f,
    -1e30f,
    1e-30f,
    1e-42f,
    -1e-42f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  /** A tensor, one number for each tensor, one number, a literal, and shapes of matrices. */
  private static final List<String> ARGUMENTS =
      List.of(
          "g", "w", "norm(w)", "lr", "0.75", "row_sum(h)", "column_sum(h)", "transpose(h)", "s");

  private static final List<String> FEW = List.of("g", "w", "norm(w)", "0.75", "row_sum(h)");

  /**
   * The matrix that other shapes come from has small whole numbers: sums of them are exact. The
   * result is a state, which takes whatever shape it has.
   */
  private static final String TEXT =
      """
      def p(w, g, u, lr):
          h = 1 + (g > w) - 4 * (abs(g) < abs(w))
          s = h @ transpose(h)
          u = %s
          return g, u
      """;

  private static final Shapes SHAPES =
      new Shapes(
          List.of(List.of(POINTS.length, POINTS.length), List.of(5), List.of(), List.of(3, 2)));

  static Stream<Function> rows() {
    return Functions.standard().all().stream()
        .filter(function -> !(function.definition() instanceof Definition.Refused));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void enginesAndOracleAgree(Function function) {
    int programs = agree(Functions.standard(), function);
    assertThat(programs).isPositive();
  }

  @Test
  void aNewRowRunsOnAllEngines() {
    Functions more =
        Functions.standard()
            .with(Row.of("hypot(x, y)", "The longest side.").binary(Math::hypot).commutes())
            .with(Row.of("softsign(x)", "x / (1 + |x|).").body("x / (1 + abs(x))"));
    for (String name : List.of("hypot", "softsign")) {
      assertThat(agree(more, more.named(name, Dialect.STANDARD).orElseThrow())).isGreaterThan(5);
    }
  }

  /** How many programs that call the function were compared. */
  private static int agree(Functions functions, Function function) {
    int programs = 0;
    for (String call : calls(function)) {
      Program program;
      try {
        program = Parser.program("p", TEXT.formatted(call), Dialect.STANDARD, functions);
      } catch (ProgramException e) {
        continue; // these kinds do not fit
      }
      agree(call, program);
      programs++;
    }
    return programs;
  }

  private static List<String> calls(Function function) {
    List<String> calls = new ArrayList<>(List.of(""));
    for (int i = 0; i < function.arity(); i++) {
      List<String> longer = new ArrayList<>();
      for (String call : calls) {
        for (String argument : function.arity() < 3 ? ARGUMENTS : FEW) {
          longer.add(call.isEmpty() ? argument : call + ", " + argument);
        }
      }
      calls = longer;
    }
    return calls.stream().map(arguments -> function.name() + "(" + arguments + ")").toList();
  }

  private static void agree(String call, Program program) {
    double[][] gradients = {pairs(true), {0.5, 1, 2, 3, -1}, {2}, {1, 2, 3, 4, 5, -6}};
    double[][] weights = {pairs(false), {1, 2, -3, 0.25, 1}, {-0.5}, {1, -2, 0.5, 4, 3, 2}};
    double[][] expected = result(Tracer.Tier.ORACLE.begin(program, SHAPES, weights), gradients);
    Map<String, Tracer> engines = new LinkedHashMap<>();
    engines.put("tree", Tracer.Tier.TREE.begin(program, SHAPES, weights));
    engines.put("kernel", Tracer.Tier.KERNEL.begin(program, SHAPES, weights));
    engines.put("nd4j", Tracer.Tier.ND4J.begin(program, SHAPES, weights));
    engines.put("nd4j, double", Nd4jTracer.of(program, SHAPES, weights, true));
    engines.forEach((engine, tracer) -> {
      double[][] actual = result(tracer, gradients);
      boolean precise = engine.endsWith("double");
      assertThat(actual.length).isEqualTo(expected.length);
      for (int t = 0; t < expected.length; t++) {
        assertThat(actual[t]).hasSameSizeAs(expected[t]);
        for (int i = 0; i < expected[t].length; i++) {
          double g = gradients[t][Math.min(i, gradients[t].length - 1)];
          double w = weights[t][Math.min(i, gradients[t].length - 1)];
          if (!precise && overflowsInside(call, g, w, expected[t][i])) {
            continue;
          }
          double scale = terms(call, 1 + size(g) + size(w));
          double smallest = call.startsWith("matmul") ? 1e-43 : 3e-45;
          assertThat(
                  near(expected[t][i], actual[t][i], scale, precise ? 1e-320 : smallest, precise))
              .as(
                  "%s on %s at g %s, w %s: %s, expected %s",
                  call, engine, g, w, actual[t][i], expected[t][i])
              .isTrue();
        }
      }
    });
  }

  private static double[][] result(Tracer tracer, double[][] gradients) {
    try (tracer) {
      return tracer.step(gradients, 0.375).state().get("u").data();
    }
  }

  /** The size of the terms that a call adds, which may cancel; 0 where there are none. */
  private static double terms(String call, double largest) {
    if (call.startsWith("interp")) {
      return (1 + largest) * largest;
    }
    if (call.startsWith("matmul")) {
      return 100 * largest;
    }
    boolean sum = call.startsWith("add") || call.startsWith("subtract");
    return sum && call.contains("norm(w)") ? 10 + largest : 0;
  }

  private static double size(double value) {
    return Double.isFinite(value) ? Math.abs(value) : 0;
  }

  /**
   * A few units in the last place of the value; of the products that were added, where they may
   * cancel.
   */
  private static boolean near(
      double expected, double actual, double scale, double smallest, boolean precise) {
    double rounded = precise ? expected : (float) expected;
    if (Double.compare(rounded, actual) == 0 || rounded == actual) {
      return true;
    }
    if (Double.isNaN(rounded) || Double.isInfinite(rounded) || !Double.isFinite(actual)) {
      return false;
    }
    double share = precise ? 1e-12 : 5e-7;
    return Math.abs(expected - actual) <= share * Math.max(scale, Math.abs(expected)) + smallest;
  }

  /**
   * What lies between is beyond what float can hold: products of two numbers, or the square of a
   * norm.
   */
  private static boolean overflowsInside(String call, double g, double w, double expected) {
    boolean large = Math.abs(g) >= 1e30 || Math.abs(w) >= 1e30;
    boolean square = Math.abs(expected) > 1e19 || Math.abs(expected) < 1e-19;
    return call.startsWith("interp") && large || call.contains("_norm(") && square;
  }

  private static double[] pairs(boolean first) {
    double[] values = new double[POINTS.length * POINTS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = POINTS[first ? i / POINTS.length : i % POINTS.length];
    }
    return values;
  }
}
