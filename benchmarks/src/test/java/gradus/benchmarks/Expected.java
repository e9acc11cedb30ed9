package gradus.benchmarks;

import gradus.grammar.Dialect;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Flattener;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the oracle makes of a program, and whether rounding is to blame if another machine finds
 * something else: three more oracles turn the result of every call by 4e-16, up or down.
 */
final class Expected {
  private static final double BOUND = 1e-10;
  private static final double SMALLEST = 1e-6;
  private static final int OTHERS = 3;

  /** An oracle and the weights that it changes. */
  private record Run(Oracle oracle, double[][] weights) {
    static Run of(Program program, Shapes shapes, double[][] start) {
      double[][] weights = Arrays.stream(start).map(double[]::clone).toArray(double[][]::new);
      return new Run(Oracle.of(program, shapes, weights), weights);
    }
  }

  private final Run exact;
  private final List<Run> others = new ArrayList<>();

  /** The largest absolute value that each weight has had. */
  private final double[][] sizes;

  Expected(Program program, Shapes shapes, double[][] start) {
    exact = Run.of(program, shapes, start);
    for (int seed = 0; seed < OTHERS; seed++) {
      others.add(Run.of(turned(program, 0x1p-51, seed), shapes, start));
    }
    sizes = Arrays.stream(start).map(tensor -> new double[tensor.length]).toArray(double[][]::new);
    Arrays.stream(sizes).forEach(tensor -> Arrays.fill(tensor, SMALLEST));
  }

  private static Program turned(Program program, double size, long seed) {
    Function multiply = Functions.standard().named("multiply", Dialect.STANDARD).orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    Program flat = Flattener.flatten(program);
    List<Statement> statements = new ArrayList<>();
    for (Statement line : flat.statements()) {
      Number factor = Number.of(1 + (random.nextBoolean() ? size : -size));
      statements.add(
          line.value() instanceof Call call
              ? Statement.of(line.target(), Call.of(multiply, call, factor))
              : line);
    }
    return flat.with(statements);
  }

  void step(double[][] gradients, double rate) {
    exact.oracle().step(gradients, rate);
    others.forEach(other -> other.oracle().step(gradients, rate));
    for (int t = 0; t < sizes.length; t++) {
      for (int i = 0; i < sizes[t].length; i++) {
        sizes[t][i] = Math.max(sizes[t][i], Math.abs(exact.weights()[t][i]));
      }
    }
  }

  /** Whether rounding explains no more than a tenth of the bound. */
  boolean isKnown() {
    return others.stream().allMatch(other -> difference(other.weights(), BOUND / 10).isEmpty());
  }

  boolean isFinite() {
    return Arrays.stream(exact.weights())
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }

  /** A weight that is not as it should be, if there is one. */
  Optional<String> difference(double[][] found) {
    return difference(found, BOUND);
  }

  private Optional<String> difference(double[][] found, double bound) {
    for (int t = 0; t < found.length; t++) {
      for (int i = 0; i < found[t].length; i++) {
        double expected = exact.weights()[t][i];
        boolean same = Double.compare(found[t][i], expected) == 0;
        if (!same && !(Math.abs(found[t][i] - expected) <= bound * sizes[t][i])) {
          return Optional.of(
              "tensor %d, weight %d: %s, expected %s".formatted(t, i, found[t][i], expected));
        }
      }
    }
    return Optional.empty();
  }
}
