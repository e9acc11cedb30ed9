package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Kinds.Mistake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindsTest {
  private static final Program PROGRAM =
      Parser.program(
          "p",
          """
          def p(w, g, m, lr):
              a = m * 2
              m = interp(g, a, a)
              u = m * lr
              return u, m
          """);

  private static Program without(int statement) {
    List<Statement> statements = new ArrayList<>(PROGRAM.statements());
    statements.remove(statement);
    return PROGRAM.with(statements);
  }

  @Test
  void aNameThatIsReadBeforeItIsAssignedIsToldOnce() {
    Kinds kinds = Kinds.of(without(0));
    assertThat(kinds.problems()).extracting(Mistake::what).containsExactly("unknown name");
    assertThat(kinds.problems().getFirst().found()).isEqualTo("'a'");
    assertThat(kinds.problems().getFirst().place().line()).isEqualTo(3);
  }

  @Test
  void anUpdateThatIsNeverAssignedIsToldToo() {
    assertThat(Kinds.of(without(2)).problems()).extracting(Mistake::found).containsExactly("'u'");
  }

  @Test
  void aStateIsAsLargeAsWhatIsPutThere() {
    Kinds kinds = Kinds.of(PROGRAM);
    assertThat(kinds.problems()).isEmpty();
    assertThat(kinds.input("m")).isEqualTo(Kind.TENSOR);
    assertThat(kinds.statements()).containsExactly(Kind.TENSOR, Kind.TENSOR, Kind.TENSOR);
  }

  @Test
  void aProgramWithTwoParametersOfOneNameIsRefused() {
    Program program = Parser.program("p", "def p(w, g, m, lr):\n    return g, m\n");
    assertThatThrownBy(() -> program.withStates(List.of("m", "g")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a name given twice");
  }
}
