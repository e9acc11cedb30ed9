package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal written by hand, of programs that are trained from two seeds. */
class MilestoneTest {
  @TempDir private Path directory;
  private int number;

  private Candidate candidate(String hash, boolean cached, Double... losses) {
    number++;
    return new Candidate(
        number, 0, "m", "text " + hash, hash, "trained", 0, cached, 10, 4, 0, List.of(losses));
  }

  @Test
  void theBestIsWhatIsBestByAllThatIsKnownOfItByThen() {
    Configuration configuration = Configuration.of(Programs.settings("trainings", "2"));
    try (RunDirectory run = RunDirectory.create(directory.resolve("run"), "seed: 1\n", Map.of())) {
      run.store()
          .append(
              List.of(
                  candidate("start", false, 1.0, 1.0),
                  candidate("lucky", false, 0.1), // from one seed only: it does not count
                  candidate("good", false, 0.5, 0.5),
                  candidate("better", false, 0.4, 0.4),
                  candidate("better", true, 2.2), // from a third seed: 1.0 in the mean
                  candidate("failed", false, 0.1, Double.NaN)));
      List<Milestone> milestones = Milestone.of(run, configuration, 3);
      assertThat(milestones)
          .extracting(Milestone::program)
          .containsExactly("text start", "text better", "text good");
      assertThat(milestones).extracting(Milestone::best).containsExactly(1, 4, 3);
      assertThat(milestones).extracting(Milestone::generated).containsExactly(2, 4, 6);
      assertThat(milestones).extracting(Milestone::evaluated).containsExactly(2L, 4L, 5L);
      assertThat(milestones).extracting(Milestone::trainings).containsExactly(3L, 7L, 10L);
      assertThat(milestones.getLast().cached()).isEqualTo(50);
      assertThat(milestones.getLast().redundant()).isEqualTo(40);

      HallOfFame.Entry first =
          new HallOfFame.Entry(1, -0.6, 10, "better", "find", "text", List.of());
      run.write(new HallOfFame(List.of(), List.of(first)));
      assertThat(Milestone.of(run, configuration, 3))
          .extracting(Milestone::best)
          .as("the finals have the last word")
          .containsExactly(1, 4, 4);
    }
  }
}
