package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SimplifierLimitTest {
  /** Written out, the update would have a number of words that doubles with each line. */
  @Test
  @Timeout(60)
  void aValueThatNoNameHoldsAnyMoreIsNotWrittenOut() {
    Program program =
        Parser.program(
            "text",
            "def f(w, g, lr):\n    x = g\n"
                + "    x = x * x\n".repeat(60)
                + "    n = -x\n    x = 0\n    y = -n\n    return y + x\n");
    Program simple = Simplifier.simplify(program);
    assertThat(Hash.of(simple)).isEqualTo(Hash.of(program));
    assertThat(Printer.print(simple)).endsWith("    update = x + 0\n    return update\n");
  }

  @Test
  void aValueThatAnInputStillHoldsIsReadFromThere() {
    Program program =
        Parser.program("text", "def f(w, g, lr):\n    n = -g\n    y = -n\n    return y * n\n");
    assertThat(Printer.print(Simplifier.simplify(program)))
        .isEqualTo("def f(w, g, lr):\n    n = -g\n    update = g * n\n    return update\n");
  }
}
