package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.grammar.Expression.Call;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Hash;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Simplifier;
import gradus.grammar.Statement;
import gradus.grammar.Walk;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.Tracer;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.nd4j.Nd4jTracer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs as the search makes them, of all functions: printed, simplified, run on all engines. */
class EnginesAgreeTest {
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(3), List.of(2, 3), List.of(), List.of(2, 2)));

  private static final int LENGTH = 14;
  private static final int STEPS = 3;
  private static final double RATE = 0.5;

  @Test
  void textAndSimplifierKeepEveryBitOfTenThousandPrograms() {
    sameBits(10_000);
  }

  @Test
  void theTreeIsWithinTheErrorOfFloatsInTenThousandPrograms() {
    agreement(10_000, Optional.empty());
  }

  @Test
  void kernelsOnThreadsGiveTheBitsOfTheTreeInTenThousandPrograms() {
    sameTiers(10_000);
  }

  @Test
  void nd4jIsWithinTheErrorOfDoubles() {
    agreement(2_000, Optional.of(true));
  }

  @Test
  void nd4jIsWithinTheErrorOfFloats() {
    agreement(1_000, Optional.of(false));
  }

  @Test
  @Tag("minutes")
  void allOfItOnManyMore() {
    Stream.<Runnable>of(
            () -> agreement(1_000_000, Optional.empty()),
            () -> {
              agreement(10_000, Optional.of(true));
              agreement(10_000, Optional.of(false));
              sameBits(300_000);
              sameTiers(100_000);
            })
        .parallel()
        .forEach(Runnable::run);
  }

  private static void sameBits(int count) {
    try (RuleEngine engine = RuleEngine.forManyPrograms(SHAPES)) {
      each(
          count,
          program -> {
            assertThat(Parser.program("printed", Printer.print(program))).isEqualTo(program);
            Program simple = Simplifier.simplify(program);
            assertThat(Hash.of(simple)).isEqualTo(Hash.of(program));
            assertThat(Arrays.deepEquals(updates(engine, simple), updates(engine, program)))
                .as(Printer.print(simple))
                .isTrue();
          });
    }
  }

  private static void sameTiers(int count) {
    try (RuleEngine tree = RuleEngine.forManyPrograms(SHAPES);
        RuleEngine kernel = RuleEngine.ofKernels(SHAPES, new Crew(2, 4))) {
      each(
          count,
          program ->
              assertThat(Arrays.deepEquals(updates(kernel, program), updates(tree, program)))
                  .isTrue());
    }
  }

  /** On the tree, or on ND4J in double or single precision. */
  private static void agreement(int count, Optional<Boolean> precise) {
    long[] compared = new long[2];
    ErrorBounds bounds =
        precise.orElse(false) ? ErrorBounds.doubles(SHAPES) : ErrorBounds.floats(SHAPES);
    try (RuleEngine engine = RuleEngine.forManyPrograms(SHAPES)) {
      each(
          count,
          program -> {
            double[][] actual =
                precise.isEmpty() ? updates(engine, program) : updates(program, precise.get());
            ErrorBounds.Value[] expected = expected(bounds, program);
            for (int step = 0; step < STEPS; step++) {
              compare(expected[step], actual[step], step, compared);
            }
          });
    }
    // What is beyond the range or at a jump is left out, and must be the smaller part.
    assertThat(compared[0]).isGreaterThan(2 * compared[1]);
  }

  private static void compare(
      ErrorBounds.Value expected, double[] actual, int step, long[] compared) {
    int index = 0;
    for (int t = 0; t < SHAPES.tensors(); t++) {
      for (int i = 0; i < expected.exact()[t].length; i++) {
        double exact = expected.exact()[t][i];
        double error = expected.error()[t][i];
        double found = actual[index++];
        if (!(error < 1e-3 * Math.max(1, Math.abs(exact)))) {
          compared[1]++;
          continue;
        }
        compared[0]++;
        boolean near =
            Double.isNaN(exact)
                ? Double.isNaN(found)
                : Math.abs(found - exact) <= 2 * error + 1e-12 * Math.abs(exact);
        if (!near) {
          throw new AssertionError(
              "step %d, tensor %d, element %d: %s, expected %s within %s"
                  .formatted(step, t, i, found, exact, error));
        }
      }
    }
  }

  private static ErrorBounds.Value[] expected(ErrorBounds bounds, Program program) {
    SplittableRandom random = new SplittableRandom(17);
    ErrorBounds.Value weights = bounds.inputs(values(random));
    Kinds kinds = Kinds.of(program);
    Map<String, ErrorBounds.Value> inputs = new HashMap<>();
    program.states().forEach(state -> inputs.put(state, bounds.zero(kinds.input(state))));
    ErrorBounds.Value[] updates = new ErrorBounds.Value[STEPS];
    for (int step = 0; step < STEPS; step++) {
      inputs.put(program.weight(), weights);
      inputs.put(program.gradient(), bounds.inputs(values(random)));
      inputs.put(program.rate(), bounds.number(RATE));
      Map<String, ErrorBounds.Value> names = Walk.fold(program, bounds, inputs);
      program
          .states()
          .forEach(state -> inputs.put(state, bounds.spread(names.get(state), kinds.input(state))));
      updates[step] = bounds.spread(names.get(program.update()), Kind.TENSOR);
      Function subtract = Functions.standard().named("subtract", Dialect.STANDARD).orElseThrow();
      weights =
          bounds.call(
              Call.of(
                  subtract,
                  gradus.grammar.Expression.Number.of(0),
                  gradus.grammar.Expression.Number.of(0)),
              List.of(weights, updates[step]));
    }
    return updates;
  }

  /** By step and element. */
  private static double[][] updates(RuleEngine engine, Program program) {
    SplittableRandom random = new SplittableRandom(17);
    float[] weights = flat(values(random));
    float[] update = new float[LENGTH];
    engine.begin(program);
    engine.memory().keepUpdate(update);
    double[][] updates = new double[STEPS][LENGTH];
    for (int step = 0; step < STEPS; step++) {
      float[] gradients = flat(values(random));
      engine.step(weights, gradients, RATE);
      for (int i = 0; i < LENGTH; i++) {
        updates[step][i] = update[i];
      }
    }
    return updates;
  }

  private static double[][] updates(Program program, boolean precise) {
    SplittableRandom random = new SplittableRandom(17);
    double[][] updates = new double[STEPS][];
    try (Tracer tracer = Nd4jTracer.of(program, SHAPES, values(random), precise)) {
      for (int step = 0; step < STEPS; step++) {
        double[][] update = tracer.step(values(random), RATE).update();
        updates[step] = Arrays.stream(update).flatMapToDouble(Arrays::stream).toArray();
      }
    }
    return updates;
  }

  private static float[] flat(double[][] values) {
    float[] flat = new float[LENGTH];
    int index = 0;
    for (double[] tensor : values) {
      for (double value : tensor) {
        flat[index++] = (float) value;
      }
    }
    return flat;
  }

  private static double[][] values(SplittableRandom random) {
    double[][] values = new double[SHAPES.tensors()][];
    for (int t = 0; t < values.length; t++) {
      int size = SHAPES.size(Kind.TENSOR, t);
      values[t] = random.doubles(size, -1, 1).map(x -> (float) x).toArray();
    }
    return values;
  }

  /** Nearly all functions have to come up. */
  private static void each(int count, Consumer<Program> test) {
    Set<Function> called = new HashSet<>();
    Mutants.ofAllFunctions(23)
        .each(
            count,
            program -> {
              for (Statement line : program.statements()) {
                if (line.value() instanceof Call call) {
                  called.add(call.function());
                }
              }
              test.accept(program);
            });
    assertThat(called).hasSizeGreaterThan(Mutants.functions().size() * 9 / 10);
  }
}
