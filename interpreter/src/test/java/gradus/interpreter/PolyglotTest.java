package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Parser;
import gradus.grammar.Shapes;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

class PolyglotTest {
  private static final String SGD = "def sgd(w, g, lr):\n    u = g * lr\n    return u\n";

  @Test
  void aProgramIsAnExecutableValue() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      Value rule = context.eval(GradusLanguage.ID, SGD);
      assertThat(rule.canExecute()).isTrue();
      assertThatThrownBy(rule::execute).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> rule.execute(3)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTextWithMistakesIsASyntaxErrorThatTellsThemAll() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      String text = "def p(w, g, lr):\n    u = sgn(g) * lrr\n    return u\n";
      assertThatThrownBy(() -> context.eval(GradusLanguage.ID, text))
          .isInstanceOfSatisfying(
              PolyglotException.class,
              e -> {
                assertThat(e.isSyntaxError()).isTrue();
                assertThat(e.getMessage().lines()).hasSize(2);
                assertThat(e.getMessage()).contains("'sgn'", "'lrr'");
              });
    }
  }

  @Test
  void stateBeginsAtZeroInEveryTraining() {
    try (RuleEngine engine = RuleEngine.forManyPrograms(Shapes.vectors(List.of(2)))) {
      for (int training = 0; training < 2; training++) {
        engine.begin(
            Parser.program(
                "p",
                "def p(w, g, m, n, lr, step):\n    m = m + g\n    n = n + 1\n"
                    + "    u = m * n * step\n    return u, m, n\n"));
        float[] weights = {0, 0};
        for (int step = 0; step < 2; step++) {
          float[] gradients = new float[] {1, 2};
          engine.step(weights, gradients, 1);
        }
        // 1 * 1 * 1 + 2 * 2 * 2, and twice that
        assertThat(weights).containsExactly(-9, -18);
      }
    }
  }

  @Test
  void programsThatAreGoneLeaveNoClassesBehind() {
    var classes = ManagementFactory.getClassLoadingMXBean();
    try (RuleEngine engine = RuleEngine.forManyPrograms(Shapes.vectors(List.of(10)))) {
      run(engine, 0, 200);
      int before = classes.getLoadedClassCount();
      int programs = 10_000;
      run(engine, 200, 200 + programs);
      // The Graal compiler may be loading its own classes meanwhile, but not that many.
      assertThat(classes.getLoadedClassCount() - before).isLessThan(programs / 2);
    }
  }

  private static void run(RuleEngine engine, int from, int to) {
    float[] weights = new float[10];
    float[] gradients = new float[10];
    for (int i = from; i < to; i++) {
      engine.begin(Parser.program("p", SGD.replace("g *", "g * " + (i + 1) + " *")));
      engine.step(weights, gradients, 1);
    }
  }
}
