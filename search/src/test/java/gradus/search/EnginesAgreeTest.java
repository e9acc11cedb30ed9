package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Expression.Call;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Hash;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Simplifier;
import gradus.interpreter.Tracer;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.DeleteStatement;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Programs as the search makes them: printed, simplified, and run on both engines. */
class EnginesAgreeTest {
  /**
   * Where these jump, or forget all digits, a rounding of floats becomes a difference of any size.
   */
  private static final Set<String> ROUGH =
      Set.of("sign", "exp10", "tan", "guarded_divide", "reciprocal", "cosine_sim");

  private static final double[][] SHAPE = new double[][] {new double[5], new double[1]};

  @Test
  void simplifiedProgramsComputeTheSameBitsOnTheTree() {
    for (Program program : programs(300, Set.of())) {
      Program simple = Simplifier.simplify(program);
      assertThat(Hash.of(simple)).isEqualTo(Hash.of(program));
      List<double[][]> expected = trace(Tracer.Tier.TREE, program);
      List<double[][]> actual = trace(Tracer.Tier.TREE, simple);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(Arrays.deepEquals(actual.get(i), expected.get(i)))
            .as(Printer.print(program))
            .isTrue();
      }
    }
  }

  @Test
  void smoothProgramsAgreeWithTheOracle() {
    int compared = 0;
    for (Program program : programs(300, ROUGH)) {
      List<double[][]> expected = trace(Tracer.Tier.ORACLE, program);
      List<double[][]> actual = trace(Tracer.Tier.TREE, program);
      for (int i = 0; i < expected.size(); i++) {
        for (int t = 0; t < SHAPE.length; t++) {
          for (int e = 0; e < SHAPE[t].length; e++) {
            double exact = expected.get(i)[t][e];
            double tree = actual.get(i)[t][e];
            if (!(Math.abs(exact) < 1e6)) {
              continue; // out of the range in which digits can be promised
            }
            compared++;
            assertThat(Math.abs(tree - exact))
                .as("step %s, %s against %s of%n%s", i, tree, exact, Printer.print(program))
                .isLessThanOrEqualTo(1e-3 * Math.max(1, Math.abs(exact)));
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(3000);
  }

  private static List<double[][]> trace(Tracer.Tier tier, Program program) {
    SplittableRandom random = new SplittableRandom(17);
    List<double[][]> updates = new ArrayList<>();
    double[][] weights = values(random);
    Shapes shapes = Shapes.vectors(Arrays.stream(weights).map(tensor -> tensor.length).toList());
    try (Tracer tracer = tier.begin(program, shapes, weights)) {
      for (int step = 0; step < 3; step++) {
        updates.add(tracer.step(values(random), 0.5).update());
      }
    }
    return updates;
  }

  private static double[][] values(SplittableRandom random) {
    double[][] values = new double[SHAPE.length][];
    for (int t = 0; t < SHAPE.length; t++) {
      values[t] = random.doubles(SHAPE[t].length, -1, 1).map(x -> (float) x).toArray();
    }
    return values;
  }

  /** A chain of mutations from a mild program; the next is taken where it avoids some functions. */
  private static List<Program> programs(int count, Set<String> avoided) {
    Program start =
        Parser.program(
            "start",
            """
            def start(w, g, m, v, lr):
                m = interp(g, m, 0.5)
                v = norm(m)
                u = tanh(m)
                u = u + v
                u = u * lr
                return u, m, v
            """);
    List<Function> functions =
        SearchSpace.paper(30, Configuration.LearningRate.LOCKED).functions().stream()
            .filter(function -> !avoided.contains(function.name()))
            .toList();
    SearchSpace space = new SearchSpace(functions, 30, Configuration.LearningRate.LOCKED);
    List<Mutation> mutations =
        List.of(new InsertStatement(), new DeleteStatement(), new ChangeArgument());
    SplittableRandom random = new SplittableRandom(23);
    List<Program> programs = new ArrayList<>();
    Program program = start;
    while (programs.size() < count) {
      Optional<Program> child =
          mutations.get(random.nextInt(3)).apply(program, space, random).filter(space::valid);
      if (child.isPresent()) {
        program = child.get();
        programs.add(program);
      }
      program = random.nextInt(15) == 0 ? start : program;
    }
    assertThat(calls(programs)).hasSizeGreaterThan(Functions.standard().paper().size() / 2);
    return programs;
  }

  private static Set<Function> calls(List<Program> programs) {
    Set<Function> functions = new java.util.HashSet<>();
    for (Program program : programs) {
      program.statements().forEach(line -> functions.add(((Call) line.value()).function()));
    }
    return functions;
  }
}
