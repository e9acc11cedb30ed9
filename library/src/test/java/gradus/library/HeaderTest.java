package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Dialect;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.util.List;
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
  void keepsEvidenceLineByLine() {
    Optimizer plain =
        read("# A rule\n# Source: someone\n# Learning rate: 2e-3\n", Dialect.STANDARD);
    assertThat(plain.evidence()).isEmpty();
    Optimizer shown = plain.with(List.of("digits 1: 0.03", "digits 10: 0.02"));
    assertThat(shown.text())
        .isEqualTo(
            """
            # A rule
            # Source: someone
            # Learning rate: 0.002
            # Evidence: digits 1: 0.03
            # Evidence: digits 10: 0.02
            """
                + PROGRAM);
    Optimizer again = Optimizer.of("p.gradus", shown.text(), Dialect.STANDARD);
    assertThat(again.evidence()).containsExactly("digits 1: 0.03", "digits 10: 0.02");
    assertThat(again.summary()).isEqualTo("A rule");
    assertThat(again.learningRate()).isEqualTo(0.002);
    assertThat(again.with(plain.program(), 3).evidence()).as("of another program").isEmpty();
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
