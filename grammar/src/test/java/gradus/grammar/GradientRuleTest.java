package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientRuleTest {
  private static final Path LIBRARY =
      Path.of("..", "library", "src", "main", "resources", "gradus", "library");

  /** The programs of the library that are rules for gradients, and maybe a decay. */
  private static final List<String> RULES =
      List.of(
          "adabelief",
          "adadelta",
          "adagrad",
          "adam",
          "adamax",
          "adamw",
          "adamw_search",
          "addsign",
          "ademamix",
          "adopt",
          "amsgrad",
          "grams",
          "lion",
          "momentum",
          "nadam",
          "nesterov",
          "paper_seed",
          "powersign",
          "radam",
          "rms_momentum",
          "rmsprop",
          "sgd",
          "signsgd",
          "signum",
          "tiger",
          "yogi");

  static List<Program> library() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files
          .filter(file -> file.toString().endsWith(".gradus"))
          .map(file -> {
            boolean paper = file.getFileName().toString().startsWith("paper");
            Program program = Parser.program(file, paper ? Dialect.PAPER : Dialect.STANDARD);
            return program.named(file.getFileName().toString().replace(".gradus", ""));
          })
          .sorted(Comparator.comparing(Program::name))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("library")
  void rulesOfTheLibraryAreTheirRestAndADecay(Program program) {
    if (!RULES.contains(program.name())) {
      assertThatThrownBy(() -> GradientRule.of(program)).isInstanceOf(ProgramException.class);
      return;
    }
    GradientRule rule = GradientRule.of(program);
    SplittableRandom random = new SplittableRandom(3);
    double[][] weights = {random.doubles(20, -1, 1).toArray()};
    double[][] whole = {weights[0].clone()};
    Oracle expected = Oracle.of(program, whole);
    Oracle rest = Oracle.of(rule.program(), new double[1][20]);
    for (int step = 0; step < 20; step++) {
      double[][] gradients = {random.doubles(20, -1, 1).toArray()};
      double rate = 0.1 / (step + 1);
      expected.step(gradients, rate);
      double[] update = rest.step(gradients, rate)[0];
      for (int i = 0; i < 20; i++) {
        double decay = rule.decay() * (rule.decayTimesRate() ? rate : 1);
        weights[0][i] -= update[i] + decay * weights[0][i];
        assertThat(weights[0][i]).isCloseTo(whole[0][i], within(1e-12));
      }
    }
  }

  @Test
  void theDecayIsFoundHoweverItIsWritten() {
    decay("u = g * lr\n    u = u + 0.5 * lr * w", 0.5, true);
    decay("u = (g - -w / 4) * (lr * 0.5)", 0.125, true);
    decay("w = w * 0.25\n    u = g * lr\n    u = u + w", 0.25, false);
    decay("u = g * lr + w * sqrt(16) - w * 4", 0, false);
    decay("u = g * lr + interp(w, g, 0.25) * lr", 0.75, true);
  }

  private static void decay(String statements, double decay, boolean timesRate) {
    GradientRule rule = GradientRule.of(program(statements));
    assertThat(rule.decay()).isEqualTo(decay);
    assertThat(rule.decayTimesRate()).isEqualTo(timesRate);
  }

  @Test
  void everyStatementInTheWayIsTold() {
    String statements = "h = clip(g, 1)\n    m = m + w\n    u = h * lr + abs(w)\n    u = u + m";
    assertThatThrownBy(() -> GradientRule.of(program(statements)))
        .hasMessage(
            "p:2:5: looks at several elements at once; found 'h = clip(g, 1)'; allowed: elementwise functions\n"
                + "p:4:5: depends on the weights; found 'u = h * lr + abs(w)'; allowed: the update, by a decay: weight * number\n"
                + "p:3:5: depends on the weights; found 'm = m + w'; allowed: the update, by a decay: weight * number");
    assertThatThrownBy(() -> GradientRule.of(program("u = g * lr + w * lr + w")))
        .hasMessageContaining("decays in no fixed proportion");
    assertThatThrownBy(() -> GradientRule.of(program("u = g * lr + w * lr * lr")))
        .hasMessageContaining("depends on the weights");
  }

  private static Program program(String statements) {
    return Parser.program("p", "def p(w, g, m, lr):\n    " + statements + "\n    return u, m\n");
  }
}
