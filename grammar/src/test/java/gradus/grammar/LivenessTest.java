package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LivenessTest {
  @Test
  void aStateThatFeedsOnlyADeadStateIsDead() {
    Program program =
        Parser.program(
            "p",
            """
            def p(w, g, a, b, c, lr):
                a = a + b
                b = b * g
                c = c + g
                t = a * 2
                u = c * lr
                return u, a, b, c
            """);
    Liveness live = Liveness.of(program);
    assertThat(live.states()).containsExactly("c");
    assertThat(live.statements().stream()).containsExactly(2, 4);
  }

  @Test
  void aStateThatIsReadInALaterStepOnlyIsAlive() {
    Program program =
        Parser.program(
            "p",
            """
            def p(w, g, a, b, lr):
                u = a * lr
                a = b
                b = g
                return u, a, b
            """);
    assertThat(Liveness.of(program).states()).containsExactly("a", "b");
    assertThat(Liveness.of(program).statements().cardinality()).isEqualTo(3);
  }
}
