package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void isReadByItsNumber(@TempDir Path directory) {
    try (RunStore store = RunStore.create(directory.resolve("run.db"))) {
      store.append(Samples.candidates(1, 20));
      for (Candidate candidate : Samples.candidates(1, 20)) {
        assertThat(store.candidate(candidate.number())).isEqualTo(candidate);
      }
      for (int none : new int[] {-1, 0, 21}) {
        assertThatThrownBy(() -> store.candidate(none))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("candidate " + none + " of 20");
      }
    }
  }
}
