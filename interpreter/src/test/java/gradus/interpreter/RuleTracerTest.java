package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RuleTracerTest {
  static final String LION =
      """
      def lion(weight, gradient, momentum, lr, beta1=0.9, beta2=0.99, decay=0.1):
          update = sign(interp(gradient, momentum, beta1))
          momentum = interp(gradient, momentum, beta2)
          update = update + weight * decay
          update = update * lr
          return update, momentum
      """;

  @Test
  void lionAgreesWithTheOracle() {
    agree(Parser.program("lion", LION), 1e-5);
  }

  @Test
  void reductionsAgreeWithTheOracle() {
    agree(
        Parser.program(
            "sums",
            """
            def sums(w, g, m, v, c, lr):
                g = clip(g, 0.5)
                m = interp(g, m, 0.9)
                v = norm(m) + v * 0.5
                c = dot(g, m) + c
                update = m / (v + 1) * lr + cosine_sim(g, w) * w * 0.1
                return update, m, v, c
            """),
        1e-4);
  }

  @Test
  void theCoreOfThePapersFindIsLion() {
    Program core =
        Parser.program(
            "core",
            """
            def core(w, g, m, v, lr):
                m = interp(g, v, 0.9)
                v = interp(g, m, 1.1)
                update = m / sqrt(m * m)
                update = update + w * 0.1
                update = update * lr
                return update, m, v
            """);
    SplittableRandom random = new SplittableRandom(8);
    int[] sizes = {300, 7};
    double[][] weights = values(random, sizes);
    try (Tracer lion =
            Tracer.Tier.TREE.begin(Parser.program("lion", LION), shapes(weights), weights);
        Tracer found = Tracer.Tier.TREE.begin(core, shapes(weights), weights)) {
      for (int step = 0; step < 300; step++) {
        double[][] gradients = values(random, sizes);
        double[][] expected = lion.step(gradients, 0.01).update();
        double[][] actual = found.step(gradients, 0.01).update();
        for (int t = 0; t < sizes.length; t++) {
          assertThat(actual[t]).containsExactly(expected[t], within(1e-5));
        }
      }
    }
  }

  private static void agree(Program program, double bound) {
    SplittableRandom random = new SplittableRandom(7);
    int[] sizes = {5000, 3, 1, 2048};
    double[][] weights = values(random, sizes);
    try (Tracer oracle = Tracer.Tier.ORACLE.begin(program, shapes(weights), weights);
        Tracer tree = Tracer.Tier.TREE.begin(program, shapes(weights), weights)) {
      for (int step = 0; step < 50; step++) {
        double[][] gradients = values(random, sizes);
        Tracer.Snapshot expected = oracle.step(gradients, 0.01);
        Tracer.Snapshot actual = tree.step(gradients, 0.01);
        for (int t = 0; t < sizes.length; t++) {
          assertThat(actual.update()[t]).containsExactly(expected.update()[t], within(bound));
          assertThat(actual.weights()[t]).containsExactly(expected.weights()[t], within(bound));
        }
      }
    }
  }

  private static double[][] values(SplittableRandom random, int[] sizes) {
    double[][] values = new double[sizes.length][];
    for (int t = 0; t < sizes.length; t++) {
      values[t] = random.doubles(sizes[t], -1, 1).map(x -> (float) x).toArray();
    }
    return values;
  }

  private static Shapes shapes(double[][] weights) {
    return Shapes.vectors(java.util.Arrays.stream(weights).map(tensor -> tensor.length).toList());
  }
}
