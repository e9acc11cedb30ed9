package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Oracle.Tree;
import gradus.grammar.Watching.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The oracle's arithmetic, with an eye on what is not finite. */
final class Watching implements Interpretation<Seen> {
  /**
   * A value as the oracle computes it.
   *
   * @param bounded whether no infinity has had a part in it
   * @param finite whether no infinity and no NaN has had a part in it
   */
  record Seen(Tree tree, boolean bounded, boolean finite) {
    static Seen of(Tree tree, boolean bounded, boolean finite) {
      boolean infinite = any(tree, Double::isInfinite);
      return new Seen(tree, bounded && !infinite, finite && !infinite && !any(tree, Double::isNaN));
    }

    private static boolean any(Tree tree, java.util.function.DoublePredicate test) {
      return Arrays.stream(tree.data()).flatMapToDouble(Arrays::stream).anyMatch(test);
    }
  }

  private final Arithmetic arithmetic;
  private final List<Seen> statements = new ArrayList<>();

  private Watching(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** What the statements assign, step by step; weights are drawn anew at every step. */
  static List<List<Seen>> run(Program program, Shapes shapes, SplittableRandom random, int steps) {
    Kinds kinds = Kinds.of(program);
    Arithmetic arithmetic = new Arithmetic(shapes);
    Map<String, Seen> names = new HashMap<>();
    program
        .hyperparameters()
        .forEach((name, value) -> names.put(name, seen(arithmetic.number(value))));
    program.states().forEach(name -> names.put(name, seen(arithmetic.zero(kinds.input(name)))));
    List<List<Seen>> trace = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      double scale = step == 3 ? 1000 : step == 4 ? 1e-4 : 1;
      names.put(program.weight(), tensor(shapes, random, scale));
      names.put(program.gradient(), tensor(shapes, random, scale));
      names.put(program.rate(), seen(arithmetic.number(step == 2 ? 0 : 0.1)));
      if (program.step().isPresent()) {
        names.put(program.step().get(), seen(arithmetic.number(step)));
      }
      Watching watching = new Watching(arithmetic);
      Map<String, Seen> after = Walk.fold(program, watching, names);
      for (String state : program.states()) {
        Seen value = after.get(state);
        Tree spread = arithmetic.spread(value.tree(), kinds.input(state));
        names.put(state, Seen.of(spread, value.bounded(), value.finite()));
      }
      trace.add(watching.statements);
    }
    return trace;
  }

  private static Seen tensor(Shapes shapes, SplittableRandom random, double scale) {
    double[][] values = Traces.values(shapes, random);
    for (double[] tensor : values) {
      for (int i = 0; i < tensor.length; i++) {
        tensor[i] = random.nextInt(10) == 0 ? 0 : tensor[i] * scale;
      }
    }
    return seen(new Tree(Kind.TENSOR, values));
  }

  private static Seen seen(Tree tree) {
    return Seen.of(tree, true, true);
  }

  @Override
  public Seen number(double value) {
    return seen(arithmetic.number(value));
  }

  @Override
  public Seen call(Call call, List<Seen> arguments) {
    return Seen.of(
        arithmetic.call(call, arguments.stream().map(Seen::tree).toList()),
        arguments.stream().allMatch(Seen::bounded),
        arguments.stream().allMatch(Seen::finite));
  }

  @Override
  public Seen assign(Statement statement, Seen value) {
    statements.add(value);
    return value;
  }
}
