package gradus.benchmarks;

import gradus.benchmarks.ScriptedRule.State;
import gradus.grammar.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A training in double precision by a rule that libtorch compiles. Around the rule this does what
 * {@code step} of the exported class does: it keeps the state, puts shares together and subtracts
 * the update.
 */
final class ScriptedTraining {
  private final ScriptedRule rule;
  private final Shapes shapes;
  private final Map<Boolean, CompilationUnit> units = new HashMap<>();
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Map<String, IValue>> states = new ArrayList<>();
  private final Map<String, IValue> shared = new HashMap<>();
  private int steps;

  /** Compiles a rule and begins with a state of zeros. */
  ScriptedTraining(ScriptedRule rule, Shapes shapes, double[][] start) {
    this.rule = rule;
    this.shapes = shapes;
    for (State state : rule.states()) {
      if (state.isShared()) {
        boolean number = state.isNumber();
        shared.put(
            state.name(), number ? new IValue(0.0) : new IValue(Tensor.create(0.0).reshape()));
      }
    }
    for (int t = 0; t < start.length; t++) {
      units.computeIfAbsent(shapes.isMatrix(t), matrix -> torch.compile(rule.text(matrix)));
      weights.add(tensor(start[t], t));
      states.add(zeros(t));
    }
  }

  private Tensor tensor(double[] values, int t) {
    return Tensor.create(
        values, shapes.dimensions().get(t).stream().mapToLong(extent -> extent).toArray());
  }

  private Map<String, IValue> zeros(int t) {
    Map<String, IValue> zeros = new HashMap<>();
    List<State> own = rule.states().stream().filter(state -> !state.isShared()).toList();
    if (!own.isEmpty()) {
      IValue all = call("_state", t, List.of(new IValue(weights.get(t))));
      own.forEach(state -> zeros.put(state.name(), element(all, zeros.size())));
    }
    return zeros;
  }

  private static IValue element(IValue tuple, int index) {
    return new IValue(tuple.toTuple().elements().get(index));
  }

  private IValue call(String function, int t, List<IValue> arguments) {
    IValueVector stack = new IValueVector(arguments.toArray(IValue[]::new));
    return units.get(shapes.isMatrix(t)).find_function(new QualifiedName(function)).apply(stack);
  }

  /** One step; gives the weights by tensor and element. */
  double[][] step(double[][] gradients, double rate) {
    steps++;
    List<List<IValue>> arguments = new ArrayList<>();
    for (int t = 0; t < gradients.length; t++) {
      arguments.add(arguments(t, gradients[t], rate));
    }
    for (int i = 0; i < rule.reducers().size(); i++) {
      IValue whole = new IValue(whole(i, arguments));
      arguments.forEach(list -> list.add(whole));
    }
    double[][] result = new double[gradients.length][];
    for (int t = 0; t < gradients.length; t++) {
      take(t, call("_update", t, arguments.get(t)));
      result[t] = new double[gradients[t].length];
      Tensor now = weights.get(t).contiguous();
      now.data_ptr_double().get(result[t]);
    }
    return result;
  }

  private List<IValue> arguments(int t, double[] gradient, double rate) {
    List<IValue> arguments = new ArrayList<>();
    arguments.add(new IValue(weights.get(t)));
    arguments.add(new IValue(tensor(gradient, t)));
    rule.states().forEach(state -> arguments.add(kept(state, t).get(state.name())));
    rule.numbers()
        .forEach((name, value) ->
            arguments.add(
                new IValue(
                    switch (name) {
                      case "lr" -> rate;
                      case "step" -> (double) steps;
                      default -> value;
                    })));
    return arguments;
  }

  private Map<String, IValue> kept(State state, int t) {
    return state.isShared() ? shared : states.get(t);
  }

  private Tensor whole(int share, List<List<IValue>> arguments) {
    List<Tensor> shares = new ArrayList<>();
    for (int t = 0; t < arguments.size(); t++) {
      shares.add(call(ScriptedRule.SHARE + share, t, arguments.get(t)).toTensor());
    }
    BinaryOperator<Tensor> reducer =
        switch (rule.reducers().get(share)) {
          case "torch.add" -> torch::add;
          case "torch.maximum" -> torch::maximum;
          default -> throw new IllegalStateException(rule.reducers().get(share));
        };
    return shares.stream().reduce(reducer).orElseThrow();
  }

  private void take(int t, IValue result) {
    List<State> kept = rule.states();
    IValue update = kept.isEmpty() ? result : element(result, 0);
    weights.set(t, weights.get(t).sub(update.toTensor()));
    for (int i = 0; i < kept.size(); i++) {
      kept(kept.get(i), t).put(kept.get(i).name(), element(result, 1 + i));
    }
  }
}
