package gradus.library.export;

import gradus.grammar.Numbers;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A short training by the oracle, for a file to test itself with: two tensors, three steps.
 *
 * @param weights before the first step, by tensor, as Python reads them
 * @param gradients by step and tensor
 * @param expected weights after the last step, by tensor
 */
record Sample(String weights, String gradients, String expected) {
  private static final int STEPS = 3;
  private static final double PART = 1000;

  /**
   * Trains.
   *
   * @param program the program as it is exported
   * @param matrices whether it fits only models made of matrices
   * @param rate the learning rate
   */
  static Sample of(Program program, boolean matrices, double rate) {
    Shapes shapes = new Shapes(List.of(List.of(2, 3), matrices ? List.of(3, 1) : List.of(3)));
    SplittableRandom random = new SplittableRandom(7);
    double[][] weights = values(random);
    String start = text(shapes, weights);
    Oracle oracle = Oracle.of(program, shapes, weights);
    List<String> gradients = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      double[][] gradient = values(random);
      gradients.add(text(shapes, gradient));
      oracle.step(gradient, rate);
    }
    return new Sample(start, "[" + String.join(", ", gradients) + "]", text(shapes, weights));
  }

  private static double[][] values(SplittableRandom random) {
    return new double[][] {value(random, 6), value(random, 3)};
  }

  private static double[] value(SplittableRandom random, int size) {
    return random.doubles(size, -1, 1).map(x -> Math.round(x * PART) / PART).toArray();
  }

  private static String text(Shapes shapes, double[][] tensors) {
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < tensors.length; t++) {
      List<Integer> shape = shapes.dimensions().get(t);
      int length = shape.getLast();
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < tensors[t].length; i += length) {
        rows.add(row(Arrays.copyOfRange(tensors[t], i, i + length)));
      }
      texts.add(shape.size() == 1 ? rows.getFirst() : "[" + String.join(", ", rows) + "]");
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String row(double[] values) {
    return "[" + String.join(", ", Arrays.stream(values).mapToObj(Sample::number).toList()) + "]";
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? Numbers.text(value)
        : "float(\"" + (Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf") + "\")";
  }
}
