package gradus.grammar;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a program in double precision, as plainly as Java allows. Every other engine is tested
 * against it. One instance serves one training.
 */
public final class Oracle {
  /**
   * A value: one number, one for each tensor, or arrays.
   *
   * @param kind how many numbers there are
   * @param data by tensor and element, row after row; a number is one tensor of one element, a leaf
   *     has one element for each tensor, and what only matrices have is empty for other tensors
   */
  public record Tree(Kind kind, double[][] data) {}

  private final Program program;
  private final Shapes shapes;
  private final double[][] weights;
  private final Arithmetic arithmetic;
  private final Map<String, Tree> state = new LinkedHashMap<>();
  private int steps;

  private Oracle(Program program, Shapes shapes, double[][] weights) {
    this.program = program;
    this.shapes = shapes;
    this.weights = weights;
    arithmetic = new Arithmetic(shapes);
    Kinds kinds = Kinds.of(program);
    program.states().forEach(name -> state.put(name, arithmetic.zero(kinds.input(name))));
  }

  /**
   * Begins a training.
   *
   * @param program a program without problems
   * @param shapes the shapes of the model's tensors
   * @param weights by tensor and element; changed in place by every step
   * @return an oracle whose state is zero
   */
  public static Oracle of(Program program, Shapes shapes, double[][] weights) {
    return new Oracle(program, shapes, weights);
  }

  /**
   * Begins a training of a model whose tensors have one dimension.
   *
   * @param program a program without problems
   * @param weights by tensor and element; changed in place by every step
   * @return an oracle whose state is zero
   */
  public static Oracle of(Program program, double[][] weights) {
    Shapes vectors = Shapes.vectors(Arrays.stream(weights).map(tensor -> tensor.length).toList());
    return new Oracle(program, vectors, weights);
  }

  /**
   * One step: computes the update, subtracts it from the weights, and keeps the state.
   *
   * @param gradients by tensor and element, of the shape of the weights
   * @param rate the learning rate of this step
   * @return the update, by tensor and element
   */
  public double[][] step(double[][] gradients, double rate) {
    Map<String, Tree> names = values(gradients, rate);
    state.replaceAll((name, old) -> arithmetic.spread(names.get(name), old.kind()));
    double[][] update = arithmetic.spread(names.get(program.update()), Kind.TENSOR).data();
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        weights[t][i] -= update[t][i];
      }
    }
    return update;
  }

  /** Every name at the end of the next step, before weights and state are changed. */
  Map<String, Tree> values(double[][] gradients, double rate) {
    Map<String, Tree> inputs = new HashMap<>(state);
    inputs.put(program.weight(), new Tree(Kind.TENSOR, copy(weights)));
    inputs.put(program.gradient(), new Tree(Kind.TENSOR, gradients));
    inputs.put(program.rate(), arithmetic.number(rate));
    steps++;
    program.step().ifPresent(name -> inputs.put(name, arithmetic.number(steps)));
    program.hyperparameters().forEach((name, value) -> inputs.put(name, arithmetic.number(value)));
    return Walk.fold(program, arithmetic, inputs);
  }

  /**
   * The state after the last step.
   *
   * @return by name, in the order of the program
   */
  public Map<String, Tree> state() {
    return Collections.unmodifiableMap(state);
  }

  private static double[][] copy(double[][] data) {
    double[][] copy = data.clone();
    for (int t = 0; t < copy.length; t++) {
      copy[t] = data[t].clone();
    }
    return copy;
  }
}
