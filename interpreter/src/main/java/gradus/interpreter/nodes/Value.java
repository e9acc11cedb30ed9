package gradus.interpreter.nodes;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import gradus.grammar.Kind;
import java.util.List;

/**
 * A value of a program in the kernel tier: an input, a number, a call on values, or a value
 * broadcast to a kind with more elements.
 */
final class Value {
  /** Its number; what it is made of has lower ones. */
  final int index;

  final Kind kind;

  /** What is called; null for what is no call. */
  final Definition definition;

  /** The row that is called, where there is one. */
  final Function function;

  final List<Value> arguments;

  /** Whether it is the same at each step of a training. */
  final boolean isSettled;

  /** Where it lies; null while it is in no place but a register. */
  Operand place;

  private Value(
      int index,
      Kind kind,
      Definition definition,
      Function function,
      List<Value> arguments,
      boolean isSettled) {
    this.index = index;
    this.kind = kind;
    this.definition = definition;
    this.function = function;
    this.arguments = arguments;
    this.isSettled = isSettled;
  }

  /** An input or a number. */
  static Value given(int index, Kind kind, Operand place, boolean isSettled) {
    Value value = new Value(index, kind, null, null, List.of(), isSettled);
    value.place = place;
    return value;
  }

  static Value call(
      int index, Kind kind, Definition definition, Function function, List<Value> arguments) {
    boolean settled = !kind.isArray() && arguments.stream().allMatch(x -> x.isSettled);
    return new Value(index, kind, definition, function, arguments, settled);
  }

  /** Whether it is there from the beginning. */
  boolean isGiven() {
    return arguments.isEmpty();
  }

  /** Whether it is computed element by element, and so in a loop with others. */
  boolean isFused() {
    return definition != null && kind.isArray() && Operations.isElementwise(definition);
  }

  /** The node of a value that is not fused. */
  OperationNode node() {
    List<Operand> operands = arguments.stream().map(argument -> argument.place).toList();
    return definition == null
        ? new CopyNode(operands.getFirst(), place)
        : Operations.node(function, operands, place);
  }
}
