package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u = (g + w) * lr                                 | u = g + w
          u = lr * g                                       | u = g
          u = lr                                           | none
          u = g                                            | none
          u = g + w; u = u * lr                            | u = g + w
          u = lr * d * w + lr * g                          | u = d * w + g
          u = lr * d * w + g                               | none
          u = -(lr * g) / d                                | u = -g / d
          u = g / (lr * d)                                 | none
          u = lr * g / (1 + lr)                            | none
          u = lr * lr * g                                  | none
          u = lr * (lr + g)                                | none
          a = lr / d; u = a * g - lr * w                   | a = 1 / d; u = a * g - w
          a = lr * g; b = a / d; u = b                     | none
          a = lr * g; b = a / d; u = b * w                 | a = g; b = a / d; u = b * w
          a = lr / d; u = a * g - a * w                    | none
          a = lr / d; u = a * g - g                        | none
          a = lr * g; a = a + lr; u = a * w                | none
          s = lr * g; u = s * w                            | none
          u = sqrt(lr * g)                                 | none
          lr = lr * 0.5; u = g * lr                        | none
          u = lr * g; s = g                                | u = g; s = g
          u = lr * g; s = u                                | none
          w = lr * g; u = g * w                            | w = g; u = g * w
          """)
  void leavesWhenItOnlyScalesTheUpdate(String statements, String expected) {
    String lines = statements.replace("; ", "\n    ");
    String text = "def p(w, g, s, lr, d=0.5):\n    " + lines + "\n    return u, s\n";
    Program program = Parser.program("p.gradus", text);
    String found =
        RateFactor.remove(program)
            .map(rest ->
                rest.statements().stream()
                    .map(line -> line.target() + " = " + Printer.print(line.value()))
                    .collect(Collectors.joining("; ")))
            .orElse("none");
    assertThat(found).isEqualTo(expected);
  }
}
