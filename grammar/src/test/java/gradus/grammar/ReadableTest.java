package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Watching.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be dropped from a program for its readers. */
class ReadableTest {
  private static final int STEPS = 4;

  private static String readable(String expression) {
    String text = "def p(w, g, lr, step):\n    return " + expression + "\n";
    List<Statement> statements = Simplifier.readable(Parser.program("p", text)).statements();
    return Printer.print(statements.getLast().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g * lr + 0 | g * lr",
        "0 - g * lr | -(g * lr)",
        "-(g - w) | w - g",
        "abs(g * g) | g * g",
        "abs(g) * abs(lr) | abs(g) * lr",
        "g * abs(1 - power(0.9, step)) | g * (1 - power(0.9, step))",
        "g / guarded_sqrt(square(w)) | g / sqrt(square(w))",
        "g / guarded_sqrt(w) | g / guarded_sqrt(w)",
        "guarded_log(norm(g)) | log(norm(g))",
        "max(0, exp(g)) | exp(g)",
        "max(g, 0) | max(g, 0)"
      })
  void whatFiniteValuesDoNotNeedGoes(String expression, String expected) {
    assertThat(readable(expression)).isEqualTo(expected);
  }

  /** Sums count the elements of what they sum. */
  @ParameterizedTest
  @ValueSource(strings = {"sum(g * 0) + w", "sum(g - g + 1) + w", "w + min(g * 0, 0)"})
  void noValueGetsAnotherKind(String expression) {
    assertThat(readable(expression)).isEqualTo(expression);
  }

  static Stream<Law> laws() {
    return Functions.standard().all().stream()
        .flatMap(function -> function.laws().stream())
        .filter(law -> law.use() == Law.Use.FINITE);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void lawsHoldForFiniteValuesButForTheSignOfZero(Law law) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5000; i++) {
      Map<String, Double> names = new HashMap<>();
      for (String name : List.of("x", "y")) {
        double value = random.nextInt(10) == 0 ? 0 : random.nextDouble(-1, 1) * 1e3;
        names.put(name, law.notNegative().contains(name) ? Math.abs(value) : value);
      }
      assertThat(Scalar.of(law.left(), names) + 0.0)
          .as("%s at %s", law, names)
          .isEqualTo(Scalar.of(law.right(), names) + 0.0);
    }
  }

  static Stream<Law> allLaws() {
    return Functions.standard().all().stream().flatMap(function -> function.laws().stream());
  }

  /** A law that made a number of a tensor would change the sums over it. */
  @ParameterizedTest
  @MethodSource("allLaws")
  void bothSidesOfALawHaveOneKind(Law law) {
    List<Kind> kinds = List.of(Kind.NUMBER, Kind.LEAF, Kind.ROWS_BY_ONE, Kind.TENSOR);
    for (Kind x : kinds) {
      for (Kind y : kinds) {
        Map<String, Type> names = Map.of("x", Type.of(x, false), "y", Type.of(y, false));
        Type left = Walk.fold(law.left(), new Typing(), names);
        if (!left.wrong()) {
          Type right = Walk.fold(law.right(), new Typing(), names);
          assertThat(right.kind()).as("%s of %s and %s", law, x, y).isEqualTo(left.kind());
        }
      }
    }
  }

  @Test
  void whereAllIsFiniteTheOracleComputesTheSame() {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(7));
    int[] compared = new int[2];
    for (int i = 0; i < 10_000; i++) {
      Program program = decorated(programs.next(), new SplittableRandom(i));
      try {
        compare(program, i, compared);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("case " + i + ":\n" + Printer.print(program), e);
      }
    }
    // The property says something only where programs stay finite, and where there is more to do.
    assertThat(compared[0]).isGreaterThan(2000);
    assertThat(compared[1]).isGreaterThan(1000);
  }

  /** Random programs seldom have anything to drop. */
  private static Program decorated(Program program, SplittableRandom random) {
    String[] forms = {
      "x + 0",
      "0 - x",
      "-(x - 0.5)",
      "abs(x)",
      "max(x, 0)",
      "guarded_sqrt(x)",
      "guarded_log(x)",
      "x * x",
      "x",
      "x",
      "x",
      "x"
    };
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : program.statements()) {
      String form = forms[random.nextInt(forms.length)];
      Expression expression = Parser.expression(form, Functions.standard());
      statements.add(statement);
      statements.add(
          Statement.of(statement.target(), put(expression, Variable.of(statement.target()))));
    }
    return program.with(statements);
  }

  private static Expression put(Expression form, Expression x) {
    return switch (form) {
      case Number number -> number;
      case Variable variable -> x;
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(argument -> put(argument, x)).toList(),
              Place.NONE);
    };
  }

  private static void compare(Program program, int seed, int[] compared) {
    Program readable = Simplifier.readable(program);
    assertThat(Kinds.of(readable).problems()).isEmpty();
    assertThat(readable.statements().size()).isLessThanOrEqualTo(program.statements().size());
    assertThat(Simplifier.readable(readable)).isEqualTo(readable);
    Shapes shapes = Traces.shapes(program);
    List<List<Seen>> before = Watching.run(program, shapes, new SplittableRandom(seed), STEPS);
    if (!before.stream().flatMap(List::stream).allMatch(Seen::finite)) {
      return;
    }
    List<List<Seen>> after = Watching.run(readable, shapes, new SplittableRandom(seed), STEPS);
    for (int step = 0; step < STEPS; step++) {
      double[][] expected = update(before.get(step));
      double[][] actual = update(after.get(step));
      for (int t = 0; t < expected.length; t++) {
        for (int i = 0; i < expected[t].length; i++) {
          assertThat(actual[t][i] + 0.0)
              .as(Printer.print(readable))
              .isEqualTo(expected[t][i] + 0.0);
        }
      }
    }
    compared[0]++;
    compared[1] += readable.equals(Simplifier.simplify(program)) ? 0 : 1;
  }

  /** Random programs end with the update. */
  private static double[][] update(List<Seen> step) {
    return step.getLast().tree().data();
  }
}
