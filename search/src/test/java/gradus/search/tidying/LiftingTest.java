package gradus.search.tidying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Hash;
import gradus.grammar.Oracle;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiftingTest {
  static java.util.List<String> names() {
    return Library.names();
  }

  private static Lifting.Lifted lift(String body) {
    String text =
        "def p(w, g, m, lr):\n    " + body.replace("; ", "\n    ") + "\n    return u, m\n";
    return Lifting.of(Parser.program("p", text), 0.5);
  }

  @Test
  void namesGoByRole() {
    Lifting.Lifted lifted =
        lift(
            "u = sign(interp(g, m, 0.9)) * 3; m = interp(g, m, 0.99); u = u + 0.1 * w;"
                + " u = u * 0.25; u = u * lr");
    assertThat(Printer.print(lifted.program()))
        .isEqualTo(
            """
            def p(w, g, m, lr, beta1=0.9, beta2=0.99, decay=0.1, c1=3):
                u = sign(interp(g, m, beta1)) * c1
                m = interp(g, m, beta2)
                u = u + decay * w
                u = u * lr
                return u, m
            """);
    assertThat(lifted.learningRate()).isEqualTo(0.125);
  }

  @Test
  void aShareOfAFunctionOfTheWeightIsADecayToo() {
    String first = "x = arctan(w); w = 3 * g; u = g + 0.3 * sin(x); u = u * lr";
    assertThat(lift(first).program().hyperparameters()).containsOnlyKeys("decay", "c1");
    assertThat(lift(first).program().hyperparameters()).containsEntry("decay", 0.3);
    assertThat(lift("u = g + 0.3 * norm(w); u = u * lr").program().hyperparameters())
        .containsOnlyKeys("c1");
    assertThat(lift("u = g + 0.3 * max(w, g); u = u * lr").program().hyperparameters())
        .containsOnlyKeys("c1");
  }

  @Test
  void aFactorStaysWhereTheLearningRateCannotTakeItOver() {
    // read twice; not proportional; used elsewhere; negative
    assertThat(lift("u = g * 3; u = u * lr; m = m + lr").learningRate()).isEqualTo(0.5);
    assertThat(lift("u = g * lr; u = u + w * 0.1; u = u * 3").learningRate()).isEqualTo(0.5);
    assertThat(lift("u = (g + m) * 3; m = u; u = u * lr").learningRate()).isEqualTo(0.5);
    assertThat(lift("u = (g + m) * lr; m = u; u = u * 3").learningRate()).isEqualTo(0.5);
    assertThat(lift("m = g + m; u = m * -3; u = u * lr").learningRate()).isEqualTo(0.5);
    assertThat(lift("m = g + m; u = 3 * m; u = lr * u; u = u * 5").learningRate()).isEqualTo(7.5);
  }

  @Test
  void theLearningRateTakesFactorsOverThatItIsMultipliedBy() {
    Lifting.Lifted lifted =
        lift("m = g + m; s = lr * 3; u = w * 0.1; u = m + u; u = u * s; u = 5 * u");
    assertThat(lifted.learningRate()).isEqualTo(7.5);
    assertThat(lifted.program().hyperparameters()).containsOnlyKeys("decay");
    Lifting.Lifted twice = lift("s = lr * 3; m = g + m; u = m * s; m = m * s");
    assertThat(twice.learningRate()).as("what scales is used elsewhere").isEqualTo(0.5);
    assertThat(twice.program().hyperparameters()).containsOnlyKeys("c1");
    String powers = "s = s * s; ".repeat(60);
    assertThat(lift("s = lr * lr; " + powers + "u = g * s").learningRate()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @MethodSource("names")
  void computesWhatItDid(String name) {
    var known = Library.optimizer(name);
    Lifting.Lifted lifted = Lifting.of(known.program(), known.learningRate());
    if (lifted.learningRate() == known.learningRate()) {
      assertThat(Hash.of(lifted.program())).isEqualTo(Hash.of(known.program()));
    }
    assertSame(known.program(), known.learningRate(), lifted.program(), lifted.learningRate());
    assertThat(lift("u = g * lr").program().hyperparameters()).isEmpty();
  }

  /** Five steps of both in double precision. */
  static void assertSame(Program one, double rate, Program other, double otherRate) {
    Random random = new Random(7);
    double[][] weights = {random.doubles(6, -1, 1).toArray(), random.doubles(4, -1, 1).toArray()};
    double[][] others = {weights[0].clone(), weights[1].clone()};
    Oracle first = Oracle.of(one, weights);
    Oracle second = Oracle.of(other, others);
    for (int step = 1; step <= 5; step++) {
      double[][] gradients = {
        random.doubles(6, -1, 1).toArray(), random.doubles(4, -1, 1).toArray()
      };
      double[][] a = first.step(gradients, rate / step);
      double[][] b = second.step(gradients, otherRate / step);
      for (int t = 0; t < 2; t++) {
        for (int i = 0; i < a[t].length; i++) {
          assertThat(b[t][i]).isCloseTo(a[t][i], within(1e-12 * Math.max(1e-9, Math.abs(a[t][i]))));
        }
      }
    }
  }
}
