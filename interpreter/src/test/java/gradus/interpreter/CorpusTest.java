package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.nd4j.Nd4jTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every valid program of the corpus, on every engine, against the oracle. */
class CorpusTest {
  private static final Path PROGRAMS =
      Path.of("..", "grammar", "src", "test", "resources", "valid");

  private static final Shapes MIXED =
      new Shapes(List.of(List.of(6), List.of(3, 4), List.of(), List.of(5, 2), List.of(2, 2, 2)));

  private static final Shapes MATRICES = new Shapes(List.of(List.of(3, 4), List.of(5, 2)));

  private static final int STEPS = 5;

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      return files.filter(file -> file.toString().endsWith(".gradus")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyEngineAgreesWithTheOracle(Path file) {
    Program program = program(file);
    Shapes shapes = shapes(program);
    double[][] weights = values(shapes, new SplittableRandom(1));
    agree(program, shapes, Tracer.Tier.TREE.begin(program, shapes, weights), 2e-4);
    agree(program, shapes, Tracer.Tier.KERNEL.begin(program, shapes, weights), 2e-4);
    agree(program, shapes, Tracer.Tier.ND4J.begin(program, shapes, weights), 2e-4);
    agree(program, shapes, Nd4jTracer.of(program, shapes, weights, true), 1e-12);
  }

  static Program program(Path file) {
    Dialect dialect =
        file.getFileName().toString().startsWith("paper") ? Dialect.PAPER : Dialect.STANDARD;
    return Parser.program(file.toString(), Parser.text(file), dialect, Functions.standard());
  }

  /** A model that a program fits. */
  static Shapes shapes(Program program) {
    return Kinds.of(program).updateForMatrices() ? MATRICES : MIXED;
  }

  private static void agree(Program program, Shapes shapes, Tracer tracer, double bound) {
    SplittableRandom random = new SplittableRandom(1);
    try (tracer;
        Tracer oracle = Tracer.Tier.ORACLE.begin(program, shapes, values(shapes, random))) {
      for (int step = 0; step < STEPS; step++) {
        double[][] gradients = values(shapes, random);
        Tracer.Snapshot expected = oracle.step(gradients, 0.25);
        Tracer.Snapshot actual = tracer.step(gradients, 0.25);
        near("update", actual.update(), expected.update(), bound);
        near("weights", actual.weights(), expected.weights(), bound);
        assertThat(actual.state().keySet()).isEqualTo(expected.state().keySet());
        for (String state : expected.state().keySet()) {
          Oracle.Tree tree = expected.state().get(state);
          assertThat(actual.state().get(state).kind()).isEqualTo(tree.kind());
          near(state, actual.state().get(state).data(), tree.data(), bound);
        }
      }
    }
  }

  private static void near(String what, double[][] actual, double[][] expected, double bound) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).hasSameSizeAs(expected[t]);
      double largest = 1;
      for (double x : expected[t]) {
        largest = Math.max(largest, Double.isFinite(x) ? Math.abs(x) : 0);
      }
      for (int i = 0; i < expected[t].length; i++) {
        // What float cannot hold is infinite there.
        double held = bound > 1e-9 ? (float) expected[t][i] : expected[t][i];
        boolean same = Double.compare(actual[t][i], held) == 0;
        assertThat(same || Math.abs(actual[t][i] - expected[t][i]) <= bound * largest)
            .as("%s[%s][%s]: %s, expected %s", what, t, i, actual[t][i], expected[t][i])
            .isTrue();
      }
    }
  }

  private static double[][] values(Shapes shapes, SplittableRandom random) {
    double[][] values = new double[shapes.tensors()][];
    for (int t = 0; t < values.length; t++) {
      int size = shapes.size(Kind.TENSOR, t);
      values[t] = random.doubles(size, -1, 1).map(x -> (float) x).toArray();
    }
    return values;
  }
}
