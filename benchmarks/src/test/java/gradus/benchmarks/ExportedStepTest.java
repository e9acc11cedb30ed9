package gradus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.Kind;
import gradus.grammar.Printer;
import gradus.grammar.Shapes;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of one tensor out of exported PyTorch, compiled by libtorch 2.10 as TorchScript, against
 * the oracle in double precision, on tensors of 0, 1, 2 and 4 dimensions.
 *
 * <p>Weights agree to 1e-10 of the largest absolute value that each has had (at least 1e-6): those
 * of the library at every step, those of programs of the search as long as rounding is not to blame
 * for a tenth of that, and until a weight is not finite, where NaN and infinities have to be in the
 * same places.
 */
class ExportedStepTest {
  private static final int STEPS = 50;
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(3), List.of(2, 3), List.of(), List.of(2, 2), List.of(1, 2, 1, 2)));

  @BeforeEach
  void libtorchIsThere() {
    assumeThat(Torch.missing()).isEmpty();
  }

  static List<String> names() {
    return Library.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRuleOfTheLibraryGivesInLibtorchWhatTheOracleGives(String name) {
    Optimizer optimizer = Library.optimizer(name);
    assertThat(compared(optimizer, expected -> true)).isEqualTo(STEPS);
  }

  @Test
  void someProgramsOfTheSearchGiveInLibtorchWhatTheOracleGives() {
    agree(programs(20));
  }

  @Test
  @Tag("minutes")
  void fiveHundredProgramsOfTheSearchGiveInLibtorchWhatTheOracleGives() {
    List<Optimizer> programs = programs(250);
    List<ScriptedRule> rules = programs.stream().map(ScriptedRule::of).toList();
    assertThat(rules).filteredOn(ScriptedRule::asksForMatrices).hasSizeGreaterThan(50);
    assertThat(rules).filteredOn(rule -> !rule.reducers().isEmpty()).hasSizeGreaterThan(20);
    agree(programs);
  }

  /** So many of the published space, and so many of all functions. */
  private static List<Optimizer> programs(int count) {
    return Stream.of(RandomPrograms.ofThePaper(count), RandomPrograms.ofAllFunctions(count))
        .flatMap(List::stream)
        .map(program ->
            new Optimizer("random", "", "", 0.01, List.of(), program, Printer.print(program)))
        .toList();
  }

  private static void agree(List<Optimizer> programs) {
    List<String> wrong = new ArrayList<>();
    int steps = 0;
    for (Optimizer program : programs) {
      try {
        steps += compared(program, Expected::isKnown);
      } catch (AssertionError | RuntimeException e) {
        wrong.add(e.getMessage() + "\n" + program.text());
      }
    }
    int all = programs.size() * STEPS;
    System.out.printf(
        "rules compared with libtorch: %d programs, %d steps of %d%n", programs.size(), steps, all);
    assertThat(wrong).as("%d of %d", wrong.size(), programs.size()).isEmpty();
    assertThat(steps).isGreaterThan(all * 9 / 10);
  }

  /** How many steps there are to compare; all of them agree. */
  private static int compared(Optimizer optimizer, Predicate<Expected> comparable) {
    SplittableRandom random = new SplittableRandom(3);
    double rate = optimizer.learningRate();
    double[][] start = draw(random);
    Expected expected = new Expected(optimizer.program(), SHAPES, start);
    try (PointerScope _ = new PointerScope()) {
      ScriptedTraining training = new ScriptedTraining(ScriptedRule.of(optimizer), SHAPES, start);
      for (int step = 1; step <= STEPS; step++) {
        double[][] gradients = draw(random);
        expected.step(gradients, rate);
        if (!comparable.test(expected)) {
          return step - 1;
        }
        double[][] found = training.step(gradients, rate);
        assertThat(expected.difference(found)).as("step %d", step).isEmpty();
        if (!expected.isFinite()) {
          return step;
        }
      }
    }
    return STEPS;
  }

  private static double[][] draw(SplittableRandom random) {
    double[][] values = new double[SHAPES.tensors()][];
    for (int t = 0; t < values.length; t++) {
      values[t] = random.doubles(SHAPES.size(Kind.TENSOR, t), -1, 1).toArray();
    }
    return values;
  }
}
