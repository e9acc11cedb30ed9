package gradus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command runs, its peers compute what they say, and it writes its figures. */
class MainTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
  }

  private JsonNode figures(String... arguments) throws IOException {
    Path file = folder.resolve("figures.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", file.toString()));
    assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void stepComparesAllPeers() throws IOException {
    JsonNode rows =
        figures("step", "--sizes", "300", "--threads", "1", "--rounds", "1", "--warm-up", "0");
    assertThat(rows.findValuesAsText("engine"))
        .contains("kernel", "tree", "hand", "traffic", "nd4j", "nd4j-updater");
    for (JsonNode row : rows) {
      assertThat(row.get("ns_per_parameter").asDouble()).isPositive();
    }
  }

  @Test
  void everyElementwiseOptimizerHasALoopByHandThatComputesTheSame() throws IOException {
    JsonNode rows = figures("step", "--all", "--rounds", "1", "--warm-up", "0", "--sizes", "300");
    List<String> hand = new ArrayList<>();
    rows.forEach(row -> {
      if (row.get("engine").asText().equals("hand")) {
        hand.add(row.get("rule").asText());
      }
    });
    assertThat(hand).containsAll(Peers.elementwise());
  }

  @Test
  void tasksComparesTrainingsThatComputeTheSame() throws IOException {
    JsonNode rows =
        figures("tasks", "--tasks", "digits", "--scale", "tiny", "--rounds", "1", "--warm-up", "0");
    assertThat(rows.get(0).get("task").asText()).isEqualTo("digits");
    assertThat(rows.get(0).get("engine").asText()).isEqualTo("gradus");
    assertThat(rows.get(0).get("two_threads_throughput").asDouble()).isPositive();
    assertThat(rows).hasSize(Torch.missing().isEmpty() ? 2 : 1);
    for (JsonNode row : rows) {
      assertThat(row.get("microseconds_per_step").asDouble()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion-conv", "fashion-vit", "europarl-lm"})
  void trainingsInLibtorchAreHeldAgainstOurs(String name) {
    assumeThat(Torch.missing()).isEmpty();
    Supervised task = (Supervised) Family.named(name).at(Scale.TINY);
    assumeThatCode(() -> Batch.first(task, 1)).doesNotThrowAnyException();
    Batch batch = Batch.first(task, 1).getFirst();
    float[] weights = new float[task.parameters()];
    SplittableRandom random = new SplittableRandom(1);
    task.network().initialise(task.input(), weights, random::nextGaussian);
    Agreement.check(task, weights, batch);
    weights[weights.length - 1] = Float.NaN;
    assertThatThrownBy(() -> Agreement.check(task, weights, batch))
        .isInstanceOf(Effect.WrongEffect.class)
        .hasMessageContaining("libtorch computes another " + name);
  }

  @Test
  void theOtherCommandsWriteTheirFigures() throws IOException {
    assertThat(figures("candidates", "--rounds", "1").get("children_per_second_per_core").asInt())
        .isPositive();
    JsonNode cold = figures("cold", "--programs", "20", "--rounds", "1", "--warm-up", "1");
    assertThat(cold.get("left_behind")).hasSizeGreaterThan(10);
    assertThat(figures("muon", "--side", "20", "--rounds", "1").get("ratio").asDouble())
        .isPositive();
  }

  @Test
  void refusesWrongUsageInOneLine() {
    assertThat(run("step", "--rules", "lyon")).isEqualTo(2);
    assertThat(err.toString()).startsWith("benchmarks: --rules: found lyon").hasLineCount(1);
    for (String name : List.of("digit", "rosenbrock", "autoencoder")) {
      assertThat(run("tasks", "--tasks", name)).as(name).isEqualTo(2);
    }
  }
}
