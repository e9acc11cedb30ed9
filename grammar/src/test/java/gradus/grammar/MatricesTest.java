package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions and matrix functions against plain loops over one matrix, beside a vector. */
class MatricesTest {
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(4), List.of(ROWS, COLUMNS), List.of()));

  /** What an expression of w and g gives at a row and column of the matrix. */
  private interface Reference {
    double at(double[][] w, double[][] g, int row, int column);
  }

  private static double sum(int count, java.util.function.IntToDoubleFunction term) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += term.applyAsDouble(i);
    }
    return sum;
  }

  private static double total(double[][] x) {
    return sum(ROWS, r -> sum(COLUMNS, c -> x[r][c]));
  }

  private static double largest(Stream<Double> values) {
    return values.max(Double::compare).orElseThrow();
  }

  static Stream<Arguments> expressions() {
    return Map.<String, Reference>ofEntries(
            Map.entry("transpose(transpose(g))", (w, g, r, c) -> g[r][c]),
            Map.entry("g - sum(g)", (w, g, r, c) -> g[r][c] - total(g)),
            Map.entry("mean(g)", (w, g, r, c) -> total(g) / (ROWS * COLUMNS)),
            Map.entry("g - row_mean(g)", (w, g, r, c) -> g[r][c] - sum(COLUMNS, k -> g[r][k]) / 5),
            Map.entry("row_sum(g)", (w, g, r, c) -> sum(COLUMNS, k -> g[r][k])),
            Map.entry("g * column_mean(w)", (w, g, r, c) -> g[r][c] * sum(ROWS, k -> w[k][c]) / 3),
            Map.entry("column_sum(g)", (w, g, r, c) -> sum(ROWS, k -> g[k][c])),
            Map.entry(
                "row_sum(g) * column_sum(g) / sum(g)",
                (w, g, r, c) -> sum(COLUMNS, k -> g[r][k]) * sum(ROWS, k -> g[k][c]) / total(g)),
            Map.entry(
                "row_sum(g) @ column_sum(g)",
                (w, g, r, c) -> sum(COLUMNS, k -> g[r][k]) * sum(ROWS, k -> g[k][c])),
            Map.entry(
                "g @ transpose(w) @ g",
                (w, g, r, c) -> sum(ROWS, i -> sum(COLUMNS, k -> g[r][k] * w[i][k]) * g[i][c])),
            Map.entry(
                "w @ (transpose(w) @ g)",
                (w, g, r, c) -> sum(COLUMNS, k -> w[r][k] * sum(ROWS, i -> w[i][k] * g[i][c]))),
            Map.entry("identity(g @ transpose(g)) @ w", (w, g, r, c) -> w[r][c]),
            Map.entry("w @ (2 * identity(transpose(g) @ g))", (w, g, r, c) -> 2 * w[r][c]),
            Map.entry("transpose(row_sum(transpose(g)))", (w, g, r, c) -> sum(ROWS, i -> g[i][c])),
            Map.entry("g * sqrt(max(1, rows(g) / columns(g)))", (w, g, r, c) -> g[r][c]),
            Map.entry("rows(g) + 10 * cols(g) + 100 * size(g)", (w, g, r, c) -> 3 + 50 + 1500),
            Map.entry("rows(transpose(g)) + size(g @ transpose(g))", (w, g, r, c) -> 5 + 9),
            Map.entry("largest(transpose(g))", (w, g, r, c) -> largest(all(g))),
            Map.entry("row_largest(g)", (w, g, r, c) -> largest(row(g, r))),
            Map.entry("column_largest(g)", (w, g, r, c) -> largest(Stream.of(g).map(x -> x[c]))),
            Map.entry(
                "row_norm(g)", (w, g, r, c) -> Math.sqrt(sum(COLUMNS, k -> g[r][k] * g[r][k]))),
            Map.entry(
                "column_norm(g)", (w, g, r, c) -> Math.sqrt(sum(ROWS, k -> g[k][c] * g[k][c]))),
            Map.entry("row_inner(g, w)", (w, g, r, c) -> sum(COLUMNS, k -> g[r][k] * w[r][k])),
            Map.entry("column_inner(g, w)", (w, g, r, c) -> sum(ROWS, k -> g[k][c] * w[k][c])),
            Map.entry(
                "norm(g @ transpose(g))",
                (w, g, r, c) ->
                    Math.sqrt(
                        sum(
                            ROWS,
                            i ->
                                sum(
                                    ROWS,
                                    k -> Math.pow(sum(COLUMNS, j -> g[i][j] * g[k][j]), 2))))),
            Map.entry("where(g > w, g, w)", (w, g, r, c) -> Math.max(g[r][c], w[r][c])),
            Map.entry(
                "clamp(g, -0.5, row_mean(g))",
                (w, g, r, c) -> Math.min(Math.max(g[r][c], -0.5), sum(COLUMNS, k -> g[r][k]) / 5)))
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static Stream<Double> row(double[][] x, int r) {
    return java.util.Arrays.stream(x[r]).boxed();
  }

  private static Stream<Double> all(double[][] x) {
    return Stream.of(x).flatMapToDouble(java.util.Arrays::stream).boxed();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void computesWhatItSays(String expression, Reference reference) {
    double[][] weights = tensors(1);
    double[][] gradients = tensors(2);
    double[][] w = matrix(weights[1]);
    double[][] g = matrix(gradients[1]);
    double[] update = update("if_matrix(" + expression + ", g)", weights, gradients)[1];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double expected = reference.at(w, g, r, c);
        assertThat(update[r * COLUMNS + c])
            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void whatIsNoMatrixGetsTheOther() {
    double[][] gradients = tensors(2);
    double[][] update = update("if_matrix(g @ transpose(g) @ g, 2 * g)", tensors(1), gradients);
    for (int t : new int[] {0, 2}) {
      for (int i = 0; i < update[t].length; i++) {
        assertThat(update[t][i]).isEqualTo(2 * gradients[t][i]);
      }
    }
  }

  @Test
  void globalReductionsRunOverAllTensors() {
    double[][] g = tensors(2);
    assertThat(update("global_mean(g)", tensors(1), g)[0][0])
        .isCloseTo(
            Stream.of(g).flatMapToDouble(java.util.Arrays::stream).average().orElse(0),
            within(1e-15));
    assertThat(update("global_largest(g)", tensors(1), g)[0][0])
        .isEqualTo(Stream.of(g).flatMapToDouble(java.util.Arrays::stream).max().orElse(0));
  }

  @Test
  void theLargestOfNothingAndOfNaN() {
    double[][] g = {{Double.NaN, 1}, {}};
    double[][] update =
        Oracle.of(program("global_largest(sum(g)) + largest(g)"), new double[][] {{0, 0}, {}})
            .step(g, 1);
    assertThat(update[0]).containsOnly(Double.NaN);
  }

  @Test
  void statesTakeTheShapeOfWhatTheyHold() {
    String text =
        """
        def p(w, g, left, r, c, t, lr):
            left = 0.5 * left + g @ transpose(g)
            r = row_sum(g)
            c = column_sum(g)
            t = interp(t, transpose(g), 0.5)
            return if_matrix(left @ g * lr, g), left, r, c, t
        """;
    Kinds kinds = Kinds.of(Parser.program("p", text));
    assertThat(kinds.input("left")).isEqualTo(Kind.ROWS_BY_ROWS);
    assertThat(kinds.input("r")).isEqualTo(Kind.ROWS_BY_ONE);
    assertThat(kinds.input("c")).isEqualTo(Kind.ONE_BY_COLUMNS);
    assertThat(kinds.input("t")).isEqualTo(Kind.COLUMNS_BY_ROWS);
    Oracle oracle = Oracle.of(Parser.program("p", text), SHAPES, tensors(1));
    oracle.step(tensors(2), 1);
    assertThat(oracle.state().get("left").data()[1]).hasSize(ROWS * ROWS);
    assertThat(oracle.state().get("left").data()[0]).isEmpty();
  }

  private static double[][] update(String expression, double[][] weights, double[][] gradients) {
    return Oracle.of(program(expression), SHAPES, weights).step(gradients, 1);
  }

  private static Program program(String expression) {
    return Parser.program("p", "def p(w, g, lr):\n    return " + expression + "\n");
  }

  private static double[][] tensors(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] tensors = new double[SHAPES.tensors()][];
    for (int t = 0; t < tensors.length; t++) {
      tensors[t] = random.doubles(SHAPES.size(Kind.TENSOR, t), -1, 1).toArray();
    }
    return tensors;
  }

  private static double[][] matrix(double[] flat) {
    double[][] matrix = new double[ROWS][COLUMNS];
    for (int i = 0; i < flat.length; i++) {
      matrix[i / COLUMNS][i % COLUMNS] = flat[i];
    }
    return matrix;
  }
}
