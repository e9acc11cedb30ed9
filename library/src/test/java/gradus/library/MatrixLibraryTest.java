package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Definition;
import gradus.grammar.Expression;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules for matrices do to matrices, wide and tall, beside a vector. */
class MatrixLibraryTest {
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(3, 5), List.of(2), List.of(6, 2), List.of(1, 4)));

  static Stream<String> names() {
    return MatrixFormulas.ALL.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void computesItsFormula(String name) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] weights = random(random);
    double[][][][] memory = new double[SHAPES.tensors()][4][][];
    // The roots in Shampoo are the limit of an iteration.
    double bound = name.equals("shampoo") ? 1e-9 : 1e-12;
    Oracle oracle = Oracle.of(Library.optimizer(name).program(), SHAPES, weights);
    for (int step = 1; step <= 60; step++) {
      double[][] gradients = random(random);
      double[][][] expected = new double[SHAPES.tensors()][][];
      for (int k = 0; k < SHAPES.tensors(); k++) {
        if (SHAPES.isMatrix(k)) {
          double[][] w = rows(weights[k], k);
          double[][] g = rows(gradients[k], k);
          expected[k] = MatrixFormulas.ALL.get(name).update(w, g, memory[k], step);
        }
      }
      double[][] actual = oracle.step(gradients, Formulas.LR);
      for (int k = 0; k < SHAPES.tensors(); k++) {
        for (int i = 0; expected[k] != null && i < actual[k].length; i++) {
          int columns = expected[k][0].length;
          double value = expected[k][i / columns][i % columns];
          assertThat(actual[k][i])
              .as("step %d, tensor %d, element %d", step, k, i)
              .isCloseTo(value, within(bound * Math.max(1, Math.abs(value))));
        }
      }
    }
  }

  @Test
  void everyRuleThatTellsMatricesApartIsHere() {
    List<String> telling =
        Library.names().stream()
            .filter(n -> choosesByRank(Library.optimizer(n).program()))
            .toList();
    assertThat(telling).containsExactlyElementsOf(names().toList());
  }

  private static boolean choosesByRank(Program program) {
    return program.statements().stream().anyMatch(line -> choosesByRank(line.value()));
  }

  private static boolean choosesByRank(Expression expression) {
    return expression instanceof Expression.Call call
        && (call.function().definition() instanceof Definition.IfMatrix
            || call.arguments().stream().anyMatch(MatrixLibraryTest::choosesByRank));
  }

  private static double[][] rows(double[] flat, int tensor) {
    int columns = SHAPES.dimensions().get(tensor).get(1);
    double[][] rows = new double[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      rows[i / columns][i % columns] = flat[i];
    }
    return rows;
  }

  private static double[][] random(SplittableRandom random) {
    double[][] values = new double[SHAPES.tensors()][];
    for (int k = 0; k < values.length; k++) {
      int size = SHAPES.dimensions().get(k).stream().reduce(1, Math::multiplyExact);
      values[k] = random.doubles(size, -1, 1).toArray();
    }
    return values;
  }
}
