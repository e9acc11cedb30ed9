package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row against an independent meaning, every law against what it says. */
class TableTest {
  private static final double[] POINTS = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    -3.7,
    10,
    1e-9,
    -1e-9,
    1e-300,
    4.9e-324,
    100.25,
    700,
    -700,
    1e15,
    1e300,
    -1e300,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  static Stream<Function> rows() {
    return Functions.standard().all().stream().filter(f -> !f.name().equals("invert"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void computesWhatItsNameSays(Function function) {
    References.Reference reference = References.ALL.get(function.name());
    assertThat(reference).as("a reference for " + function).isNotNull();
    for (double x : POINTS) {
      for (double y : function.arity() < 2 ? new double[] {0} : POINTS) {
        for (double a : function.arity() < 3 ? new double[] {0} : new double[] {0, 0.9, 1, 1.109}) {
          double expected = reference.at(x, y, a);
          double actual = Scalar.of(function, x, y, a);
          assertThat(near(actual, expected))
              .as("%s at %s %s %s: %s, expected %s", function, x, y, a, actual, expected)
              .isTrue();
        }
      }
    }
  }

  private static boolean near(double actual, double expected) {
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      return Double.compare(actual, expected) == 0;
    }
    return Math.abs(actual - expected) <= 4e-13 * Math.abs(expected) + 1e-320;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void floatsAreTheExactValueRounded(Function function) {
    for (double x : POINTS) {
      float f = (float) x;
      switch (function.definition()) {
        case Definition.Unary unary ->
            assertThat(unary.fast().apply(f))
                .isEqualTo(Float.valueOf((float) unary.exact().applyAsDouble(f)));
        case Definition.Binary binary -> {
          for (double y : POINTS) {
            float g = (float) y;
            assertThat(binary.fast().apply(f, g))
                .isEqualTo(Float.valueOf((float) binary.exact().applyAsDouble(f, g)));
          }
        }
        case Definition.Ternary ternary -> {
          for (double y : POINTS) {
            for (double z : POINTS) {
              float exact = (float) ternary.exact().applyAsDouble(f, (float) y, (float) z);
              assertThat(ternary.fast().apply(f, (float) y, (float) z))
                  .isEqualTo(Float.valueOf(exact));
            }
          }
        }
        case Definition.Reduction reduction ->
            assertThat(function.arity())
                .isEqualTo(reduction.reducer() == Definition.Reducer.SUM_OF_PRODUCTS ? 2 : 1);
        case Definition.Body body -> assertThat(body.parameters()).hasSize(function.arity());
        case Definition.Refused refused -> assertThat(refused.reason()).isNotBlank();
        default -> assertThat(function.arity()).isBetween(1, 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lawsHoldBitByBit(Function function) {
    SplittableRandom random = new SplittableRandom(3);
    for (Law law : function.laws()) {
      for (int i = 0; law.use() != Law.Use.FINITE && i < 5000; i++) {
        Map<String, Double> names = Map.of("x", point(random), "y", point(random));
        double left = Scalar.of(law.left(), names);
        double right = Scalar.of(law.right(), names);
        assertThat(Double.doubleToLongBits(left))
            .as("%s at %s", law, names)
            .isEqualTo(Double.doubleToLongBits(right));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatCommutesDoesSoBitByBit(Function function) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; function.commutative() && i < 5000; i++) {
      double x = point(random);
      double y = point(random);
      assertThat(Double.doubleToLongBits(Scalar.of(function, x, y, 0)))
          .isEqualTo(Double.doubleToLongBits(Scalar.of(function, y, x, 0)));
    }
  }

  private static double point(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? POINTS[random.nextInt(POINTS.length)]
        : random.nextDouble(-3, 3);
  }

  @Test
  void thePapersFunctionsAreItsFortyFive() {
    Set<String> published =
        new TreeSet<>(
            List.of(
                ("add subtract multiply divide maximum minimum get_pi get_e get_eps abs cos sin tan"
                        + " arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp exp2"
                        + " exp10 expm1 log log10 log2 log1p square sqrt cube cbrt sign reciprocal"
                        + " norm invert negative global_norm dot cosine_sim clip_by_global_norm"
                        + " interpolate power")
                    .split(" ")));
    assertThat(published).hasSize(45);
    Set<Function> meant = new java.util.HashSet<>();
    for (String name : published) {
      meant.add(Functions.standard().named(name, Dialect.PAPER).orElseThrow());
    }
    assertThat(meant).hasSize(45).containsExactlyInAnyOrderElementsOf(Functions.standard().paper());
  }

  @Test
  void theDialectChangesOnlyTheGuardedFunctions() {
    Set<String> changed = new TreeSet<>();
    for (Function function : Functions.standard().all()) {
      Function spoken = Functions.standard().named(function.name(), Dialect.PAPER).orElseThrow();
      if (spoken != function) {
        changed.add(function.name());
        assertThat(spoken.guards()).contains(function.name());
      }
    }
    assertThat(changed).containsExactly("divide", "log", "log10", "log1p", "log2", "sqrt");
  }
}
