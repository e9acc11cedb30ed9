package gradus.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static void assertRefused(String message, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void comesAfterItsParent() {
    assertRefused(
        "candidate with parent 7",
        () -> new Candidate(7, 7, "m", "p", "h", "trained", 1, false, 1, 0, 0, List.of(1.0)));
    assertRefused(
        "candidate with number 0",
        () -> new Candidate(0, 0, "m", "p", "h", "trained", 1, false, 1, 0, 0, List.of(1.0)));
  }

  @Test
  void hasNoMoreRedundantStatementsThanStatements() {
    assertRefused(
        "candidate with redundantStatements 2",
        () -> new Candidate(1, 0, "m", "p", "h", "trained", 1, false, 1, 2, 0, List.of(1.0)));
  }

  @Test
  void hasTextsThatCanBeWritten() {
    assertRefused("program is not well-formed Unicode", () -> Samples.with(1, "a\uD83D", 1));
  }
}
