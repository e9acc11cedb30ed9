package gradus.interpreter.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Shapes;
import gradus.interpreter.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class StepperTest {
  private static final Shapes MIXED =
      new Shapes(List.of(List.of(3, 4), List.of(7), List.of(), List.of(2, 3, 2)));
  private static final int[] SIZES = {12, 7, 1, 12};
  private static final Program LION = Texts.optimizer("lion");

  static List<Program> optimizers() throws IOException {
    return Texts.optimizers();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerOfTheLibraryAgreesWithTheOracleOnArraysOfAnyOrder(Program program) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] expected = values(random);
    List<INDArray> arrays = nd4j(expected);
    float[][] plain = floats(expected);
    float[] flat = flat(expected);
    Oracle oracle = Oracle.of(program, MIXED, expected);
    try (Stepper one = Stepper.of(program);
        Stepper two = Stepper.of(program, MIXED);
        Stepper three = Stepper.of(program, MIXED)) {
      for (int step = 1; step <= 5; step++) {
        double[][] gradients = values(random);
        double rate = 0.01 / step;
        oracle.step(gradients, rate);
        one.step(arrays, nd4j(gradients), rate);
        two.step(plain, floats(gradients), rate);
        three.step(flat, flat(gradients), rate);
        for (int t = 0, at = 0; t < SIZES.length; at += SIZES[t++]) {
          double[] actual = arrays.get(t).dup('c').data().asDouble();
          for (int i = 0; i < SIZES[t]; i++) {
            near(actual[i], expected[t][i]);
            assertThat(plain[t][i]).isEqualTo(flat[at + i]).isEqualTo((float) actual[i]);
          }
        }
        assertThat(one.steps()).isEqualTo(step);
      }
    }
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(2e-4 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void hyperparametersAreThoseOfTheProgram() {
    Program program = LION.set(java.util.Map.of("decay", 0.5));
    float[] weights = {2};
    try (Stepper stepper = Stepper.of(program)) {
      stepper.step(weights, new float[] {1}, 0.25);
    }
    assertThat(weights).containsExactly(2 - 0.25f * (1 + 2 * 0.5f));
  }

  @Test
  void whatIsNotTheModelIsRefusedAndNothingChanged() {
    float[][] weights = {{1, 2}, {3}};
    try (Stepper stepper = Stepper.of(LION)) {
      refused(
          () -> stepper.step(weights, new float[][] {{1, 2}, {3, 4}}, 1),
          "shapes of the gradients: found [[2], [2]]; allowed: [[2], [1]] as the weights");
      stepper.step(weights, new float[][] {{1, 1}, {1}}, 0);
      refused(
          () -> stepper.step(new float[][] {{1, 2, 3}}, new float[][] {{1, 2, 3}}, 1),
          "shapes of the model: found [[3]]; allowed: [[2], [1]]");
      refused(
          () -> stepper.step(new float[2], new float[3], 1),
          "2 weights and 3 gradients; allowed: 3 of each");
      INDArray doubles = Nd4j.zeros(DataType.DOUBLE, 3);
      refused(
          () -> stepper.step(doubles, doubles, 1),
          "type of a tensor: found DOUBLE; allowed: FLOAT");
      assertThat(weights).isDeepEqualTo(new float[][] {{1, 2}, {3}});
      assertThat(stepper.steps()).isEqualTo(1);
    }
  }

  @Test
  void whatIsClosedStepsNoMore() {
    Stepper stepper = Stepper.of(LION);
    stepper.close();
    float[] weights = new float[3];
    assertThatThrownBy(() -> stepper.step(weights, weights, 1)).hasMessage("lion is closed");
  }

  @Test
  void aProgramForMatricesRefusesOtherTensors() {
    Program program =
        Parser.program(
            "p",
            "def p(w, g, lr):\n    u = transpose(transpose(g) @ w @ transpose(g))\n    u = g @ transpose(g) @ g * lr\n    return u\n");
    assertThat(Kinds.of(program).updateForMatrices()).isTrue();
    assertThatThrownBy(() -> Stepper.of(program, MIXED)).isInstanceOf(ProgramException.class);
  }

  private static void refused(Runnable step, String message) {
    assertThatThrownBy(step::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void threadsStepOneAfterAnother() throws Exception {
    Program count =
        Parser.program(
            "p", "def p(w, g, n, lr):\n    n = n + 1\n    u = g + 0 * n\n    return u, n\n");
    float[] weights = new float[1000];
    float[] gradients = new float[1000];
    java.util.Arrays.fill(gradients, -1);
    try (Stepper stepper = Stepper.of(count);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> steps = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        steps.add(() -> {
          stepper.step(weights, gradients, 1);
          return null;
        });
      }
      for (var step : threads.invokeAll(steps)) {
        step.get();
      }
      assertThat(stepper.steps()).isEqualTo(200);
      assertThat(weights).containsOnly(200);
    }
  }

  static double[][] values(SplittableRandom random) {
    double[][] values = new double[SIZES.length][];
    for (int t = 0; t < SIZES.length; t++) {
      values[t] = random.doubles(SIZES[t], -1, 1).map(x -> (float) x).toArray();
    }
    return values;
  }

  /** A matrix by columns, a view with gaps, a scalar, and a plain array. */
  private static List<INDArray> nd4j(double[][] values) {
    float[][] all = floats(values);
    INDArray gaps = Nd4j.zeros(DataType.FLOAT, 7, 3).get(NDArrayIndex.all(), NDArrayIndex.point(1));
    gaps.assign(Nd4j.createFromArray(all[1]));
    return List.of(
        Nd4j.createFromArray(all[0]).reshape(3, 4).dup('f'),
        gaps,
        Nd4j.scalar(all[2][0]),
        Nd4j.createFromArray(all[3]).reshape(2, 3, 2));
  }

  private static float[][] floats(double[][] values) {
    float[][] floats = new float[values.length][];
    for (int t = 0; t < floats.length; t++) {
      floats[t] = new float[values[t].length];
      for (int i = 0; i < floats[t].length; i++) {
        floats[t][i] = (float) values[t][i];
      }
    }
    return floats;
  }

  static float[] flat(double[][] values) {
    float[] flat = new float[java.util.Arrays.stream(SIZES).sum()];
    int at = 0;
    for (float[] tensor : floats(values)) {
      System.arraycopy(tensor, 0, flat, at, tensor.length);
      at += tensor.length;
    }
    return flat;
  }
}
