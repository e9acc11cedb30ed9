package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Dialect;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
  private static final String PROGRAM = "def p(w, g, lr):\n    u = sqrt(g) * lr\n    return u\n";

  private static Optimizer read(String header, Dialect dialect) {
    return Optimizer.of("p.gradus", header + PROGRAM, dialect);
  }

  @Test
  void saysWhatAProgramIs() {
    Optimizer optimizer =
        read("# A rule\n# Source: someone\n# Learning rate: 2e-3\n", Dialect.STANDARD);
    assertThat(optimizer.name()).isEqualTo("p.gradus");
    assertThat(optimizer.summary()).isEqualTo("A rule");
    assertThat(optimizer.source()).isEqualTo("someone");
    assertThat(optimizer.learningRate()).isEqualTo(0.002);
  }

  @Test
  void isOptional() {
    Optimizer optimizer = read("\n# Learning rate: 2\n", Dialect.STANDARD);
    assertThat(optimizer.summary()).isEmpty();
    assertThat(optimizer.source()).isEmpty();
    assertThat(optimizer.learningRate()).as("of a comment that is not at the top").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r"})
  void isReadWhicheverWayLinesEnd(String end) {
    String header = "\ufeff# A rule\n# Learning rate: 2\n".replace("\n", end);
    assertThat(read(header, Dialect.STANDARD).learningRate()).isEqualTo(2);
  }

  @Test
  void itsDialectHoldsWhateverIsAskedFor() {
    Program guarded = Parser.program("p", PROGRAM.replace("sqrt", "guarded_sqrt"));
    for (Dialect asked : Dialect.values()) {
      assertThat(read("# Dialect: paper\n", asked).program()).isEqualTo(guarded);
      assertThat(read("# Dialect: standard\n", asked).program()).isNotEqualTo(guarded);
    }
    assertThat(read("", Dialect.PAPER).program()).isEqualTo(guarded);
    assertThatThrownBy(() -> read("# P\n# Dialect: papers\n", Dialect.PAPER))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "p.gradus:2:1: unknown dialect in the header; found 'papers'; allowed: standard, paper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "NaN", "", "0", "-1", "Infinity", "1e999"})
  void itsLearningRateIsAPositiveNumber(String rate) {
    assertThatThrownBy(() -> read("# P\n# Learning rate: " + rate + "\n", Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "p.gradus:2:1: wrong learning rate in the header; found '"
                + rate
                + "'; allowed: a positive number");
  }
}
