package gradus.interpreter.nodes;

import gradus.grammar.Definition;
import gradus.grammar.Expression.Call;
import gradus.grammar.Function;
import gradus.grammar.Interpretation;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Walk;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a program means as a graph of values, for the kernel tier: equal calls are one value. */
final class Graph implements Interpretation<Value> {
  /**
   * A result that goes to an array.
   *
   * @param target an input
   * @param value a fused value of its kind
   */
  record Output(Value target, Value value) {}

  /**
   * A result of one number, or of one for each tensor.
   *
   * @param state the number of the state it goes to
   * @param kind the kind of that state
   * @param value a number or leaf
   */
  record Small(int state, Kind kind, Value value) {}

  private record Key(Definition definition, Kind kind, List<Value> arguments) {}

  /** The new weights; the value itself, where an output is one that nothing fused computes. */
  private static final Definition SUBTRACT =
      new Definition.Binary((x, y) -> x - y, (x, y) -> x - y);

  private static final Definition SAME = new Definition.Unary(x -> x, x -> x);

  private final Places places = new Places();
  private final List<OperationNode> settled = new ArrayList<>();
  private final List<OperationNode> inputs = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<Small> smalls = new ArrayList<>();
  private final Map<Key, Value> calls = new HashMap<>();
  private int count;

  /**
   * Builds the graph of a program.
   *
   * @param program the program
   * @param keepsUpdate whether the update itself is a result
   */
  Graph(Program program, boolean keepsUpdate) {
    Kinds kinds = Kinds.of(program);
    Map<String, Value> parameters = parameters(program, kinds);
    Map<String, Value> names = Walk.fold(program, this, parameters);
    Value weights = parameters.get(program.weight());
    Value update = names.get(program.update());
    if (keepsUpdate) {
      outputs.add(new Output(array(Kind.TENSOR, Inputs.UPDATE), fused(update, Kind.TENSOR)));
    }
    List<Value> difference = List.of(weights, fitted(SUBTRACT, update, Kind.TENSOR));
    outputs.add(new Output(weights, call(Kind.TENSOR, SUBTRACT, null, difference)));
    for (int i = 0; i < program.states().size(); i++) {
      String state = program.states().get(i);
      Value value = names.get(state);
      Value before = parameters.get(state);
      if (value == before) {
        continue;
      }
      if (before.kind.isArray()) {
        outputs.add(new Output(before, fused(value, before.kind)));
      } else {
        smalls.add(new Small(i, before.kind, value));
      }
    }
  }

  private Map<String, Value> parameters(Program program, Kinds kinds) {
    Map<String, Value> parameters = new LinkedHashMap<>();
    parameters.put(program.weight(), array(Kind.TENSOR, Inputs.WEIGHTS));
    parameters.put(program.gradient(), array(Kind.TENSOR, Inputs.GRADIENTS));
    for (int i = 0; i < program.states().size(); i++) {
      String state = program.states().get(i);
      Kind kind = kinds.input(state);
      if (kind.isArray()) {
        settled.add(InputNode.array(Inputs.STATES + i));
        parameters.put(state, array(kind, Inputs.STATES + i));
      } else {
        Value value = Value.given(count++, kind, places.fresh(kind), false);
        inputs.add(InputNode.small(i, value.place));
        parameters.put(state, value);
      }
    }
    parameters.put(program.rate(), scalar(inputs, Memory::rate));
    program.step().ifPresent(step -> parameters.put(step, scalar(inputs, Memory::number)));
    int index = 0;
    for (String name : program.hyperparameters().keySet()) {
      int hyperparameter = index++;
      parameters.put(name, scalar(settled, memory -> memory.hyperparameter(hyperparameter)));
    }
    return parameters;
  }

  private Value array(Kind kind, int input) {
    return Value.given(count++, kind, Operand.input(kind, input), false);
  }

  private Value scalar(List<OperationNode> nodes, ToDoubleFunction<Memory> source) {
    Operand place = places.fresh(Kind.NUMBER);
    nodes.add(InputNode.number(source, place));
    return Value.given(count++, Kind.NUMBER, place, nodes == settled);
  }

  @Override
  public Value number(double value) {
    return Value.given(count++, Kind.NUMBER, Operand.literal(value), true);
  }

  @Override
  public Value call(Call call, List<Value> arguments) {
    Function function = call.function();
    Definition definition = function.definition();
    Kind kind = Operations.kind(definition, arguments.stream().map(x -> x.kind).toList());
    List<Value> fitted = arguments.stream().map(x -> fitted(definition, x, kind)).toList();
    return call(kind, definition, function, fitted);
  }

  private Value call(Kind kind, Definition definition, Function function, List<Value> arguments) {
    return calls.computeIfAbsent(
        new Key(definition, kind, arguments),
        absent -> Value.call(count++, kind, definition, function, arguments));
  }

  /** Within a loop, numbers are broadcast for nothing. */
  private Value fitted(Definition definition, Value value, Kind kind) {
    boolean free = Operations.isElementwise(definition) && !value.kind.isArray();
    return free
            || value.kind == kind
            || !kind.isArray()
            || !Operations.mustFit(definition, value.kind)
        ? value
        : call(kind, null, null, List.of(value));
  }

  /** A value that a loop can store. */
  private Value fused(Value value, Kind kind) {
    Value fitted = fitted(SAME, value, kind);
    return fitted.isFused() && fitted.kind == kind
        ? fitted
        : call(kind, SAME, null, List.of(fitted));
  }

  Places places() {
    return places;
  }

  /** What brings inputs to their places that stay the same for a training. */
  List<OperationNode> settled() {
    return settled;
  }

  /** What brings the other inputs to their places. */
  List<OperationNode> inputs() {
    return inputs;
  }

  List<Output> outputs() {
    return outputs;
  }

  List<Small> smalls() {
    return smalls;
  }
}
