package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.interpreter.memory.Memory;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes one number for each tensor, in double precision. */
final class LeafNode extends OperationNode {
  private final DoubleBinaryOperator function;
  private final Operand x;
  private final Operand y;
  private final int target;

  private LeafNode(DoubleBinaryOperator function, Operand x, Operand y, int target) {
    this.function = function;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  static LeafNode unary(DoubleUnaryOperator function, Operand x, int target) {
    return new LeafNode((a, same) -> function.applyAsDouble(a), x, x, target);
  }

  static LeafNode binary(DoubleBinaryOperator function, Operand x, Operand y, int target) {
    return new LeafNode(function, x, y, target);
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    double[] result = memory.space().leaf(target);
    for (int t = 0; t < memory.extents().tensors(); t++) {
      result[t] = function.applyAsDouble(x.scalar(memory, t), y.scalar(memory, t));
    }
  }
}
