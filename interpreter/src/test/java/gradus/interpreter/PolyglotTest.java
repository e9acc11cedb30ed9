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
import org.graalvm.polyglot.proxy.ProxyArray;
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

  private static final String MOMENTUM =
      """
      def momentum(weight, gradient, velocity, lr, beta=0.5):
          velocity = beta * velocity + gradient
          update = velocity * lr
          return update, velocity
      """;

  @Test
  void aNewInstanceIsATrainingOnArraysOfTheHost() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      Value momentum = context.eval(GradusLanguage.ID, MOMENTUM);
      Value training = momentum.newInstance();
      float[] weights = {1, 2};
      training.execute(weights, new float[] {1, -1}, 0.5);
      training.execute(weights, new float[] {1, -1}, 0.5);
      assertThat(weights).containsExactly(1 - 0.5f - 0.75f, 2 + 0.5f + 0.75f);

      Value another = momentum.newInstance();
      float[][] tensors = {{1, 2}, {3}};
      another.execute(tensors, new float[][] {{1, 1}, {1}}, 0.5);
      assertThat(tensors).isDeepEqualTo(new float[][] {{0.5f, 1.5f}, {2.5f}});
    }
  }

  @Test
  void arraysOfOtherLanguagesAreTensorsAsTheyAreNested() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      Value muon =
          context.eval(
              GradusLanguage.ID,
              "def p(w, g, lr):\n    u = if_matrix(g * 2, g) * lr\n    return u\n");
      Object[] row = {1.0, 2.0};
      Object[] vector = {3.0, 4.0};
      ProxyArray weights =
          ProxyArray.fromArray(
              ProxyArray.fromArray(ProxyArray.fromArray(row)), ProxyArray.fromArray(vector));
      muon.newInstance().execute(weights, weights, 0.25);
      assertThat(row).extracting(Object::toString).containsExactly("0.5", "1.0");
      assertThat(vector).extracting(Object::toString).containsExactly("2.25", "3.0");
      float[][] flat = {{1, 2}, {3, 4}};
      Value known = muon.newInstance(ProxyArray.fromArray(list(1, 2), list(2)));
      known.execute(flat, flat, 0.25);
      assertThat(flat).isDeepEqualTo(new float[][] {{0.5f, 1}, {2.25f, 3}});
    }
  }

  private static ProxyArray list(Object... extents) {
    return ProxyArray.fromArray(extents);
  }

  @Test
  void membersOfATrainingAreItsHyperparameters() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      Value training = context.eval(GradusLanguage.ID, MOMENTUM).newInstance();
      assertThat(training.getMemberKeys()).containsExactly("beta");
      assertThat(training.getMember("beta").asDouble()).isEqualTo(0.5);
      float[] weights = {0};
      training.execute(weights, new float[] {1}, 1);
      training.putMember("beta", 0);
      training.execute(weights, new float[] {1}, 1);
      assertThat(weights).containsExactly(-2);
      assertThatThrownBy(() -> training.putMember("gamma", 0))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void whatDoesNotFitIsToldInOneLine() {
    try (Context context = Context.create(GradusLanguage.ID)) {
      Value training = context.eval(GradusLanguage.ID, MOMENTUM).newInstance();
      float[] two = {1, 2};
      refused(() -> training.execute(two, two), "argument count");
      refused(() -> training.execute(two, "no", 1), "an array of numbers");
      refused(() -> training.execute(two, two, "no"), "a number");
      training.execute(two, two, 1);
      refused(
          () -> training.execute(new float[3], new float[3], 1),
          "shapes of the model: found [[3]]; allowed: [[2]]");
      ProxyArray ragged = ProxyArray.fromArray(list(list(1, 2), list(3)));
      Value fresh = context.eval(GradusLanguage.ID, MOMENTUM).newInstance();
      refused(() -> fresh.execute(ragged, ragged, 1), "tensor 0: found 3 numbers; allowed: 4");
    }
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfAny(PolyglotException.class, IllegalArgumentException.class)
        .hasMessageContaining(message);
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
