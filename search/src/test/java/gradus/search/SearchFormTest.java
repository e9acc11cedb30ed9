package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Dialect;
import gradus.grammar.Oracle;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.search.Configuration.LearningRate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchFormTest {
  @Test
  void hyperparametersAndPeakRateAreConstantsAndTheScheduleComesLast() {
    Program lion = SearchForm.of(Library.optimizer("lion"), LearningRate.LOCKED);
    assertThat(Printer.print(lion))
        .isEqualTo(
            """
            def lion(weight, gradient, momentum, lr):
                t1 = interp(gradient, momentum, 0.9)
                update = sign(t1)
                momentum = interp(gradient, momentum, 0.99)
                t2 = weight * 0.1
                update = update + t2
                update = update * 0.002
                update = update * lr
                return update, momentum
            """);
  }

  /** A search can begin from most of the library, and begins as what it names. */
  @Test
  void computesWhatTheOptimizerComputes() {
    SearchSpace space = SearchSpace.paper(900, LearningRate.LOCKED);
    List<String> admitted = new ArrayList<>();
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      Program form = SearchForm.of(optimizer, LearningRate.LOCKED);
      try {
        space.admit(optimizer.name(), form);
      } catch (SearchException e) {
        continue;
      }
      admitted.add(optimizer.name());
      double rate = optimizer.learningRate();
      double[] expected = weights(optimizer.program(), rate);
      double[] actual = weights(form, 1);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .as(optimizer.name())
            .isCloseTo(expected[i], within(1e-9 * Math.max(1, Math.abs(expected[i]))));
      }
    }
    assertThat(admitted)
        .contains("adamw", "lion", "sgd", "momentum", "lamb", "nadam", "adamw_search")
        .hasSizeGreaterThan(20);
  }

  @Test
  void aProgramThatNeedsTheRateElsewhereIsLeftAsItIs() {
    Optimizer optimizer =
        Optimizer.of(
            "p", "def p(w, g, m, lr):\n    m = m + g * lr\n    return m, m\n", Dialect.STANDARD);
    Program form = SearchForm.of(optimizer, LearningRate.LOCKED);
    assertThat(Printer.print(form)).contains("g * lr").doesNotContain("update");
  }

  private static double[] weights(Program program, double peak) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] weights = {random.doubles(24, -1, 1).toArray()};
    Oracle oracle = Oracle.of(program, weights);
    for (int step = 0; step < 20; step++) {
      oracle.step(new double[][] {random.doubles(24, -1, 1).toArray()}, peak * (1 - step / 20.0));
    }
    return weights[0];
  }
}
