package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.memory.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel tier computes the bits of the tree tier, on any number of threads. */
class TiersTest {
  private static final Shapes LARGE =
      new Shapes(List.of(List.of(9000), List.of(70, 130), List.of(), List.of(3), List.of(40, 2)));

  private static final Shapes MATRICES = new Shapes(List.of(List.of(70, 130), List.of(40, 2)));

  static Stream<Path> programs() throws java.io.IOException {
    return CorpusTest.programs().stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void tiersAndThreadsGiveTheSameBits(Path file) {
    Program program = CorpusTest.program(file);
    Shapes shapes = CorpusTest.shapes(program).tensors() == 2 ? MATRICES : LARGE;
    List<float[]> expected = run(RuleEngine.ofTrees(shapes), program, false);
    for (boolean keeping : new boolean[] {false, true}) {
      for (int threads = 1; threads <= 3; threads++) {
        RuleEngine engine = RuleEngine.ofKernels(shapes, new Crew(threads, 100));
        same(run(engine, program, keeping), expected);
      }
    }
  }

  @Test
  void aProgramGoesOnInTheKernelTierWhereTheTreeLeftOff() {
    Program program = Parser.program("lion", RuleTracerTest.LION);
    List<float[]> expected = run(RuleEngine.ofTrees(LARGE), program, false);
    String after = String.valueOf(2 * 18_000);
    Map<String, String> options = Map.of("gradus.KernelAfter", after);
    same(run(RuleEngine.of(LARGE, new Crew(2), options), program, false), expected);
  }

  @Test
  void weightsGradientsAndUpdateMayBeOtherArraysAtEachStep() {
    Program program = Parser.program("lion", RuleTracerTest.LION);
    Map<String, String> options = Map.of("gradus.KernelAfter", String.valueOf(2 * 18_000));
    try (RuleEngine moving = RuleEngine.of(LARGE, new Crew(2), options);
        RuleEngine tree = RuleEngine.ofTrees(LARGE)) {
      SplittableRandom random = new SplittableRandom(5);
      int length = tree.memory().extents().length();
      float[] expected = floats(random, length);
      float[] weights = expected.clone();
      moving.begin(program);
      tree.begin(program);
      // The first two steps are the tree's, in windows.
      for (int step = 0; step < 6; step++) {
        float[] before = weights;
        weights = before.clone();
        float[] update = new float[length];
        moving.memory().keepUpdate(update);
        float[] gradients = floats(random, length);
        moving.step(weights, gradients, 0.125);
        tree.step(expected, gradients, 0.125);
        same(List.of(weights), List.of(expected));
        for (int i = 0; i < length; i++) {
          assertThat(Float.compare(weights[i], before[i] - update[i])).isZero();
        }
      }
    }
  }

  /** Weights and states after some steps. */
  private static List<float[]> run(RuleEngine engine, Program program, boolean keeping) {
    SplittableRandom random = new SplittableRandom(3);
    int length = engine.memory().extents().length();
    float[] weights = floats(random, length);
    try (engine) {
      engine.begin(program);
      float[] update = new float[length];
      if (keeping) {
        engine.memory().keepUpdate(update);
      }
      for (int step = 0; step < 4; step++) {
        float[] gradients = floats(random, length);
        float[] before = weights.clone();
        float[] same = gradients.clone();
        engine.step(weights, gradients, 0.125);
        assertThat(gradients).isEqualTo(same);
        for (int i = 0; keeping && i < length; i++) {
          assertThat(Float.compare(weights[i], before[i] - update[i])).isZero();
        }
      }
      List<float[]> results = new ArrayList<>(List.of(weights));
      for (int i = 0; i < program.states().size(); i++) {
        float[] state = engine.memory().inputs().array(Inputs.STATES + i);
        results.add(state == null ? floats(engine.memory().inputs().small(i)) : state.clone());
      }
      return results;
    }
  }

  private static void same(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(Arrays.equals(actual.get(i), expected.get(i))).as("result " + i).isTrue();
    }
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static float[] floats(double[] numbers) {
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return values;
  }
}
