package gradus.search.tidying;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Trial;
import gradus.search.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShorteningTest {
  @TempDir private Path folder;

  /** Momentum, with a term that is too small to matter and constants that are rounder than that. */
  private static final String FIND =
      """
      # A find
      # Learning rate: 1
      def find(w, g, m, lr):
          m = interp(g, m, 0.9012345)
          tiny = w * 1e-12
          update = m + tiny
          update = update * 0.2
          update = update * lr
          return update, m
      """;

  private Optional<Optimizer> shorter(String file, int workers, List<Trial> trials)
      throws Exception {
    return new Shortening(List.of(Family.named("digits").at(Scale.TINY)), 4, 0.01)
        .of(
            Optimizer.of("find", FIND, Dialect.STANDARD),
            "find",
            folder.resolve(file),
            workers,
            trials::add,
            () -> false);
  }

  @Test
  void whatCostsNothingGoes() throws Exception {
    List<Trial> trials = new ArrayList<>();
    String once = shorter("a.csv", 1, trials).orElseThrow().text();
    assertThat(once).doesNotContain("1e-12", "tiny", "0.9012345").contains("* lr");
    assertThat(trials)
        .isNotEmpty()
        .allMatch(trial -> trial.purpose().equals("tidy") && trial.seed() >= 1001);
    trials.clear();
    assertThat(shorter("a.csv", 2, trials).orElseThrow().text()).isEqualTo(once);
    assertThat(trials).as("what is in the table is not trained again").isEmpty();
    assertThat(shorter("b.csv", 2, trials).orElseThrow().text()).isEqualTo(once);
  }

  /** Both are trained here by hand, from other seeds. */
  @Test
  void theLossStaysWhatItWas() throws Exception {
    Program before = Optimizer.of("find", FIND, Dialect.STANDARD).program();
    Program after = shorter("a.csv", 2, new ArrayList<>()).orElseThrow().program();
    assertThat(loss(after)).isLessThan(loss(before) * 1.02);
  }

  private static double loss(Program program) {
    Task task = Family.named("digits").at(Scale.TINY);
    double sum = 0;
    try (Evaluator evaluator = Evaluator.of(task)) {
      for (long seed = 1; seed <= 8; seed++) {
        Trainer trainer = Trainer.of(task.steps(), 1, Schedule.cosine());
        sum += evaluator.train(program, trainer, seed).select().loss();
      }
    }
    return sum / 8;
  }

  @Test
  void theScheduleStays() {
    Program plain = Parser.program("p", "def p(w, g, lr):\n    u = g * lr\n    return u\n");
    assertThat(Shorter.of(plain)).isEmpty();
  }

  @Test
  void numbersBecomeRounder() {
    assertThat(Rounding.of(0.435501)).containsExactly(0.4, 0.44);
    assertThat(Rounding.of(0.9012345)).containsExactly(0.9, 0.901);
    assertThat(Rounding.of(0.98765)).containsExactly(1.0, 0.99, 0.988);
    assertThat(Rounding.of(0.9)).isEmpty();
    assertThat(Rounding.of(0.99)).containsExactly(1.0);
    assertThat(Rounding.of(0.0123)).containsExactly(0.0, 0.01, 0.012);
    assertThat(Rounding.of(-234.5)).containsExactly(-200.0, -230.0);
    assertThat(Rounding.of(0)).isEmpty();
    assertThat(Rounding.of(1)).isEmpty();
    assertThat(Rounding.of(1.02)).containsExactly(1.0);
  }

  @Test
  void callsGiveWayToTheirArguments() {
    Program program =
        Parser.program(
            "p",
            "def p(w, g, m, lr):\n    m = interp(g, m, 0.9)\n    s = norm(m)\n"
                + "    u = m / s\n    u = u * lr\n    return u, m\n");
    assertThat(Shorter.of(program).stream().map(Printer::print))
        .containsExactly(
            """
            def p(w, g, lr):
                s = norm(g)
                u = g / s
                u = u * lr
                return u
            """,
            """
            def p(w, g, m, lr):
                m = interp(g, m, 0.9)
                u = m * lr
                return u, m
            """);
  }
}
