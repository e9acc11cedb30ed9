package gradus.grammar;

import gradus.grammar.Expression.Call;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Runs a program in double precision, as plainly as Java allows. Every other engine is tested
 * against it. One instance serves one training.
 */
public final class Oracle {
  /**
   * A value: one number, one for each tensor, or one for each element.
   *
   * @param kind how many numbers there are
   * @param data by tensor and element; a number is one tensor of one element, a leaf has one
   *     element for each tensor
   */
  public record Tree(Kind kind, double[][] data) {
    /**
     * The element that a position sees, after broadcasting.
     *
     * @param tensor which tensor
     * @param element which element of it
     * @return the value there
     */
    public double at(int tensor, int element) {
      return switch (kind) {
        case NUMBER -> data[0][0];
        case LEAF -> data[tensor][0];
        case TENSOR -> data[tensor][element];
      };
    }
  }

  private final Program program;
  private final double[][] weights;
  private final Map<String, Tree> state = new LinkedHashMap<>();
  private int steps;

  private Oracle(Program program, double[][] weights) {
    this.program = program;
    this.weights = weights;
    Kinds kinds = Kinds.of(program);
    program.states().forEach(name -> state.put(name, zero(kinds.input(name))));
  }

  /**
   * Begins a training.
   *
   * @param program a program without problems
   * @param weights by tensor and element; changed in place by every step
   * @return an oracle whose state is zero
   */
  public static Oracle of(Program program, double[][] weights) {
    return new Oracle(program, weights);
  }

  /**
   * One step: computes the update, subtracts it from the weights, and keeps the state.
   *
   * @param gradients by tensor and element, of the shape of the weights
   * @param rate the learning rate of this step
   * @return the update, by tensor and element
   */
  public double[][] step(double[][] gradients, double rate) {
    Map<String, Tree> inputs = new HashMap<>(state);
    Arithmetic arithmetic = new Arithmetic();
    inputs.put(program.weight(), new Tree(Kind.TENSOR, copy(weights)));
    inputs.put(program.gradient(), new Tree(Kind.TENSOR, gradients));
    inputs.put(program.rate(), arithmetic.number(rate));
    steps++;
    program.step().ifPresent(name -> inputs.put(name, arithmetic.number(steps)));
    program.hyperparameters().forEach((name, value) -> inputs.put(name, arithmetic.number(value)));
    Map<String, Tree> names = Walk.fold(program, arithmetic, inputs);
    state.replaceAll((name, old) -> spread(names.get(name), old.kind()));
    double[][] update = spread(names.get(program.update()), Kind.TENSOR).data();
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        weights[t][i] -= update[t][i];
      }
    }
    return update;
  }

  /**
   * The state after the last step.
   *
   * @return by name, in the order of the program
   */
  public Map<String, Tree> state() {
    return java.util.Collections.unmodifiableMap(state);
  }

  private Tree zero(Kind kind) {
    return map(kind, (t, i) -> 0);
  }

  private Tree spread(Tree value, Kind kind) {
    return value.kind() == kind ? value : map(kind, value::at);
  }

  private static double[][] copy(double[][] data) {
    double[][] copy = data.clone();
    for (int t = 0; t < copy.length; t++) {
      copy[t] = data[t].clone();
    }
    return copy;
  }

  private interface Element {
    double at(int tensor, int element);
  }

  private Tree map(Kind kind, Element element) {
    double[][] data = new double[kind == Kind.NUMBER ? 1 : weights.length][];
    for (int t = 0; t < data.length; t++) {
      data[t] = new double[kind == Kind.TENSOR ? weights[t].length : 1];
      for (int i = 0; i < data[t].length; i++) {
        data[t][i] = element.at(t, i);
      }
    }
    return new Tree(kind, data);
  }

  /** What calls mean as trees of doubles. */
  private final class Arithmetic implements Interpretation<Tree> {
    @Override
    public Tree number(double value) {
      return new Tree(Kind.NUMBER, new double[][] {{value}});
    }

    @Override
    public Tree call(Call call, List<Tree> arguments) {
      Tree x = arguments.getFirst();
      return switch (call.function().definition()) {
        case Definition.Unary unary ->
            map(x.kind(), (t, i) -> unary.exact().applyAsDouble(x.at(t, i)));
        case Definition.Binary binary -> {
          Tree y = arguments.get(1);
          DoubleBinaryOperator exact = binary.exact();
          yield map(x.kind().join(y.kind()), (t, i) -> exact.applyAsDouble(x.at(t, i), y.at(t, i)));
        }
        case Definition.SumOfProducts sum -> sum(sum.extent(), x, arguments.get(1));
        case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
        case Definition.Body body -> throw new IllegalStateException("a body is walked");
      };
    }

    private Tree sum(Kind extent, Tree x, Tree y) {
      Kind kind = extent.meet(x.kind());
      Tree sums = map(kind, (t, i) -> 0);
      for (int t = 0; t < x.data().length; t++) {
        for (int i = 0; i < x.data()[t].length; i++) {
          sums.data()[kind == Kind.NUMBER ? 0 : t][0] += x.at(t, i) * y.at(t, i);
        }
      }
      return sums;
    }
  }
}
