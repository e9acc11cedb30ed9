package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
  private static final String LION =
      """
      def lion(weight, gradient, momentum, lr, beta1=0.9, beta2=0.99, decay=0.1):
          update = sign(interp(gradient, momentum, beta1))
          momentum = interp(gradient, momentum, beta2)
          update = update + weight * decay
          update = update * lr
          return update, momentum
      """;

  private static String hash(String text) {
    return Hash.of(Parser.program("p", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // other names, literals for hyperparameters, swapped arguments, a body written out
        """
        def l(w, g, m, eta):
            n = interp(g, m, 0.99)
            u = w * 0.1 + sign((1 - 0.9) * g + m * 0.9)
            m = n
            x = eta * u
            return x, m
        """,
        // a state that is always overwritten before it is read, and statements for nothing
        """
        def l(w, g, z, m, eta):
            z = cosh(g)
            q = z * 3
            n = interp(g, m, 0.99)
            u = w * 0.1 + sign(interp(g, m, 0.9))
            m = n
            x = eta * u
            return x, z, m
        """,
        // two states that are always equal, each computed from the other
        """
        def l(w, g, m, n, eta):
            u = 0.1 * w + sign((1 - 0.9) * g + 0.9 * m)
            t = m
            m = (1 - 0.99) * g + 0.99 * n
            n = (1 - 0.99) * g + 0.99 * t
            x = eta * u
            return x, m, n
        """,
        // exact laws: --x, x * 1, x / 1, x - 0
        """
        def l(w, g, m, eta):
            u = -(-sign(interp(g, m, 0.9))) * 1
            m = interp(g, m, 0.99) / 1
            u = u - -(w * 0.1) - 0
            x = eta * u
            return x, m
        """,
        // signs moved about: (-a) b = a (-b), a - b = a + (-b), and -(-a) = a
        """
        def l(w, g, m, eta):
            u = sign(interp(g, m, 0.9))
            m = g * -(0.99 - 1) - m * -0.99
            u = -(w * -0.1) - -u
            x = -(u * -eta)
            return x, m
        """,
        // folded constants
        """
        def l(w, g, m, eta):
            u = sign(interp(g, m, 1.8 / 2))
            m = interp(g, m, 0.99)
            u = u + w * (1 / 10)
            x = eta * u
            return x, m
        """
      })
  void isBlindToHowAProgramIsWritten(String text) {
    assertThat(hash(text)).isEqualTo(hash(LION));
  }

  @ParameterizedTest
  @CsvSource({
    "beta2=0.99, beta2=0.98",
    "decay=0.1, decay=-0.1",
    "'(gradient, momentum, beta1)', '(momentum, gradient, beta1)'",
    "'(gradient, momentum, beta1)', '(gradient, momentum, beta2)'",
    "'(gradient, momentum, beta2)', '(gradient, gradient, beta2)'",
    "update + weight, update - weight",
    "update + weight * decay, update",
    "weight * decay, gradient * decay",
    "weight * decay, decay",
    "* lr, / lr",
    "* lr, * 0.5",
    "sign(, tanh(",
    "sign(, abs("
  })
  void tellsApartWhatDiffersInMeaning(String old, String other) {
    String changed = LION.replace(old, other);
    assertThat(changed).isNotEqualTo(LION);
    assertThat(hash(changed)).isNotEqualTo(hash(LION));
  }

  @Test
  void tellsApartTheOrderOfDependentStatements() {
    String[] lines = LION.split("(?<=\n)");
    String swapped = lines[0] + lines[2] + lines[1] + lines[3] + lines[4] + lines[5];
    assertThat(hash(swapped)).isNotEqualTo(hash(LION));
  }

  @Test
  void tellsApartStatesThatDifferOnlyAfterSeveralSteps() {
    String chain =
        """
        def chain(w, g, a, b, c, lr):
            update = a * lr
            a = b
            b = c
            c = %s
            return update, a, b, c
        """;
    assertThat(hash(chain.formatted("g"))).isNotEqualTo(hash(chain.formatted("g * 2")));
    assertThat(hash(chain.formatted("g"))).isNotEqualTo(hash(chain.formatted("a + g")));
  }

  @Test
  void isBlindToTheOrderOfStates() {
    String text =
        "def p(w, g, %s, lr):\n    m = m + g\n    v = v * g + m\n    u = v * lr\n    return u, %s\n";
    assertThat(hash(text.formatted("m, v", "m, v")))
        .isEqualTo(hash(text.formatted("v, m", "v, m")));
  }

  @Test
  void knowsTheStepFromTheLearningRate() {
    String text = "def p(w, g, lr, step):\n    u = g * %s\n    return u\n";
    assertThat(hash(text.formatted("lr"))).isNotEqualTo(hash(text.formatted("step")));
  }

  @Test
  void tellsApartZerosOfDifferentSign() {
    String text = "def p(w, g, lr):\n    u = (g - %s) * lr\n    return u\n";
    assertThat(hash(text.formatted("-0"))).isNotEqualTo(hash(text.formatted("0")));
    assertThat(hash(text.formatted("0")))
        .isEqualTo(hash("def p(w, g, lr):\n    u = g * lr\n    return u\n"));
  }

  @Test
  void isTheSameFromRunToRun() {
    assertThat(hash(LION)).isEqualTo("acc75ddc5af72d14");
  }
}
