package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.interpreter.memory.Memory;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes a single number, in double precision. */
final class NumberNode extends OperationNode {
  private final DoubleBinaryOperator function;
  private final Operand x;
  private final Operand y;
  private final int target;

  private NumberNode(DoubleBinaryOperator function, Operand x, Operand y, int target) {
    this.function = function;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  static NumberNode unary(DoubleUnaryOperator function, Operand x, int target) {
    return new NumberNode((a, same) -> function.applyAsDouble(a), x, x, target);
  }

  static NumberNode binary(DoubleBinaryOperator function, Operand x, Operand y, int target) {
    return new NumberNode(function, x, y, target);
  }

  @Override
  void execute(Memory memory) {
    memory.space().numbers()[target] = apply(function, x.number(memory), y.number(memory));
  }

  @TruffleBoundary
  private static double apply(DoubleBinaryOperator function, double x, double y) {
    return function.applyAsDouble(x, y);
  }
}
