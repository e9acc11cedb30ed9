package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Kinds;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function on the tree against the oracle, for every mixture of kinds. */
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

  /** A tensor, one number for each tensor, one number, a literal. */
  private static final List<String> ARGUMENTS = List.of("g", "w", "norm(w)", "lr", "0.75");

  static Stream<Function> rows() {
    return Functions.standard().all().stream()
        .filter(function -> !(function.definition() instanceof Definition.Refused));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void treeAndOracleAgree(Function function) {
    for (String call : calls(function)) {
      String text = "def p(w, g, lr):\n    u = %s\n    return u\n".formatted(call);
      Program program;
      try {
        program = Parser.program("p", text);
      } catch (gradus.grammar.ProgramException e) {
        continue; // sums take arguments of one kind
      }
      assertThat(Kinds.of(program).problems()).isEmpty();
      agree(call, program);
    }
  }

  private static List<String> calls(Function function) {
    List<String> calls = new ArrayList<>(List.of(""));
    for (int i = 0; i < function.arity(); i++) {
      List<String> longer = new ArrayList<>();
      for (String call : calls) {
        for (String argument : ARGUMENTS) {
          longer.add(call.isEmpty() ? argument : call + ", " + argument);
        }
      }
      calls = longer;
    }
    return calls.stream().map(arguments -> function.name() + "(" + arguments + ")").toList();
  }

  private static void agree(String call, Program program) {
    double[][] gradients = {pairs(true), {0.5, 1, 2, 3, -1}, {2}};
    double[][] weights = {pairs(false), {1, 2, -3, 0.25, 1}, {-0.5}};
    try (Tracer oracle = Tracer.Tier.ORACLE.begin(program, shapes(weights), weights);
        Tracer tree = Tracer.Tier.TREE.begin(program, shapes(weights), weights)) {
      double[][] expected = oracle.step(gradients, 0.375).update();
      double[][] actual = tree.step(gradients, 0.375).update();
      for (int t = 0; t < expected.length; t++) {
        for (int i = 0; i < expected[t].length; i++) {
          if (call.startsWith("interp") && overflows(gradients[t][i], weights[t][i])) {
            continue;
          }
          double largest = 1 + size(gradients[t][i]) + size(weights[t][i]);
          double scale = call.startsWith("interp") ? (1 + largest) * largest : 0;
          assertThat(near(expected[t][i], actual[t][i], scale))
              .as(
                  "%s at g %s, w %s: %s, expected %s",
                  call, gradients[t][i], weights[t][i], actual[t][i], expected[t][i])
              .isTrue();
        }
      }
    }
  }

  private static double size(double value) {
    return Double.isFinite(value) ? Math.abs(value) : 0;
  }

  /**
   * A few units in the last place of the value; of the products that were added, for the one
   * function that adds products which may cancel.
   */
  private static boolean near(double expected, double actual, double scale) {
    float rounded = (float) expected;
    if (Float.compare(rounded, (float) actual) == 0 || rounded == actual) {
      return true;
    }
    if (Float.isNaN(rounded) || Float.isInfinite(rounded) || !Double.isFinite(actual)) {
      return false;
    }
    return Math.abs(expected - actual) <= 5e-7 * Math.max(scale, Math.abs(expected)) + 3e-45;
  }

  /** The products inside interp are beyond float, so it is infinity less infinity there. */
  private static boolean overflows(double g, double w) {
    return Math.abs(g) >= 1e30 || Math.abs(w) >= 1e30;
  }

  private static double[] pairs(boolean first) {
    double[] values = new double[POINTS.length * POINTS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = POINTS[first ? i / POINTS.length : i % POINTS.length];
    }
    return values;
  }

  private static Shapes shapes(double[][] weights) {
    return Shapes.vectors(java.util.Arrays.stream(weights).map(tensor -> tensor.length).toList());
  }
}
