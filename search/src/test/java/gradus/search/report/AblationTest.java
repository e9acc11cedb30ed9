package gradus.search.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.results.Candidate;
import gradus.results.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {
  private static final String PROGRAM =
      """
      def p(w, g, m, lr):
          g = g * 1
          unused = g * 7
          m = interp(g, m, 0.9)
          kept = g + m
          update = kept * 0.5
          update = update * lr
          return update, m
      """;

  @TempDir private Path directory;

  private SequencedMap<String, List<Ablation.Part>> ablate(int threads) throws Exception {
    Candidate candidate =
        new Candidate(1, 0, "start", PROGRAM, "h", "trained", -1, false, 6, 1, 0, List.of(1.0));
    Path path = directory.resolve("run" + threads);
    try (RunDirectory run =
        RunDirectory.create(
            path, "task: digits, quadratic\nscale: tiny\nsteps: 10\nseed: 3\n", Map.of())) {
      run.store().append(candidate);
      return Ablation.of(run, candidate, 3, threads, (done, all) -> {});
    }
  }

  @Test
  void tellsWhatEachLiveStatementIsWorthOnEveryTask() throws Exception {
    SequencedMap<String, List<Ablation.Part>> tasks = ablate(1);
    assertThat(tasks.sequencedKeySet()).containsExactly("digits", "quadratic");
    for (List<Ablation.Part> parts : tasks.values()) {
      assertThat(parts.stream().map(Ablation.Part::text))
          .containsExactly(
              "g = g * 1",
              "m = interp(g, m, 0.9)",
              "kept = g + m",
              "update = kept * 0.5",
              "update = update * lr");
      // From the same seeds, so that what changes nothing differs by nothing.
      assertThat(parts.get(0).difference().orElseThrow().values()).containsOnly(0.0).hasSize(3);
      assertThat(parts.get(1).difference().orElseThrow().values()).doesNotContain(0.0);
      assertThat(parts.get(2).difference()).isEmpty();
      assertThat(parts.get(3).difference()).isEmpty();
      assertThat(parts.get(4).difference().orElseThrow().values()).doesNotContain(0.0);
    }
  }

  @Test
  void doesNotDependOnTheNumberOfThreads() throws Exception {
    assertThat(ablate(2)).isEqualTo(ablate(1));
  }
}
