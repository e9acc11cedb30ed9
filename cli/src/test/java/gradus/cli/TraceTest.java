package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  @TempDir private Path directory;
  private Path program;
  private Path input;

  @BeforeEach
  void files() throws IOException {
    program = directory.resolve("p.gradus");
    Files.writeString(
        program,
        """
        def p(w, g, m, size, count, lr, step, decay=0.5):
            m = interp(g, m, 0.5)
            size = norm(g)
            count = dot(g, g) + count
            update = (m + w * decay) * lr * step
            return update, m, size, count
        """);
    input = directory.resolve("in.json");
    Files.writeString(
        input,
        """
        {"weights": {"a": [1, 2], "b": [[0, 4], [0, 0]], "c": 8},
         "steps": [
           {"gradient": {"a": [3, 4], "b": [[1, 0], [0, "NaN"]], "c": "-Infinity"}, "lr": 1},
           {"gradient": {"a": [0, 0], "b": [[0, 0], [0, 1]], "c": 2}, "lr": 0.5}],
         "hyperparameters": {"decay": 0.25}}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle", "tree"})
  void showsUpdateWeightsAndStateOfEveryStep(String engine) throws IOException {
    Cli cli = Cli.run("trace", program.toString(), "--in", input.toString(), "--engine", engine);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.status()).isZero();
    JsonNode steps = new ObjectMapper().readTree(cli.out()).get("steps");
    assertThat(steps).hasSize(2);
    JsonNode first = steps.get(0);
    // update = (g / 2 + w / 4) * 1 * 1
    assertThat(first.at("/update/a").toString()).isEqualTo("[1.75,2.5]");
    assertThat(first.at("/update/b").toString()).isEqualTo("[[0.5,1.0],[0.0,\"NaN\"]]");
    assertThat(first.at("/update/c").toString()).isEqualTo("\"-Infinity\"");
    assertThat(first.at("/weights/a").toString()).isEqualTo("[-0.75,-0.5]");
    assertThat(first.at("/weights/c").toString()).isEqualTo("\"Infinity\"");
    assertThat(first.at("/state/m/a").toString()).isEqualTo("[1.5,2.0]");
    assertThat(first.at("/state/size").toString())
        .isEqualTo("{\"a\":5.0,\"b\":\"NaN\",\"c\":\"Infinity\"}");
    assertThat(first.at("/state/count").toString()).isEqualTo("\"NaN\"");
    // the second step: m = g / 2 + m / 2, times lr 0.5, times step 2
    JsonNode second = steps.get(1);
    assertThat(second.at("/update/a/0").asDouble()).isCloseTo(0.75 - 0.1875, within(1e-7));
    assertThat(second.at("/state/size/c").asDouble()).isEqualTo(2);
  }

  @Test
  void writesToAFileOnDemand() throws IOException {
    Path out = directory.resolve("out.json");
    Cli cli =
        Cli.run("trace", program.toString(), "--in", input.toString(), "--out", out.toString());
    assertThat(cli.out()).isEmpty();
    assertThat(new ObjectMapper().readTree(out.toFile()).get("steps")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "decay"        | "deca"       | p: unknown hyperparameter; found 'deca'; allowed: decay (did you mean that?)
          "steps"        | "step"       | gradus: IN: unknown key; found 'step'; allowed: steps (did you mean that?)
          "lr": 0.5      | "lr": "much" | gradus: IN: steps[1].lr: not a number; found "much"; allowed: a number, "NaN", "Infinity", "-Infinity"
          [3, 4]         | [3]          | gradus: IN: steps[0].gradient.a: wrong shape; found an array of 1; allowed: an array of 2
          [1, 2]         | [1, [2]]     | gradus: IN: weights.a[1]: not a number; found [2]; allowed: a number, "NaN", "Infinity", "-Infinity"
          "c": 2         | "d": 2       | gradus: IN: steps[1].gradient: unknown tensor; found 'd'; allowed: a, b, c
          , "c": 2       |              | gradus: IN: steps[1].gradient.c: not a number; found nothing; allowed: a number, "NaN", "Infinity", "-Infinity"
          {"decay": 0.25}| 3            | gradus: IN: hyperparameters: found number; allowed: an object with names and values
          """)
  void saysWhatIsWrongWithItsInput(String good, String bad, String message) throws IOException {
    String text = Files.readString(input).replace(good, bad == null ? "" : bad);
    Files.writeString(input, text);
    Cli cli = Cli.run("trace", program.toString(), "--in", input.toString());
    assertThat(cli.err().replace(input.toString(), "IN")).isEqualTo(message + "\n");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void refusesWhatIsNotJsonAndUnknownEngines() throws IOException {
    Files.writeString(input, "{\"weights\": \n");
    Cli cli = Cli.run("trace", program.toString(), "--in", input.toString());
    assertThat(cli.err()).startsWith("gradus: " + input + ":").contains("not JSON").hasLineCount(1);
    cli = Cli.run("trace", program.toString(), "--in", input.toString(), "--engine", "trie");
    assertThat(cli.err())
        .isEqualTo("gradus: --engine: found 'trie'; allowed: oracle, tree, kernel, nd4j\n");
    cli = Cli.run("trace", program.toString());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("--in").hasLineCount(1);
  }
}
