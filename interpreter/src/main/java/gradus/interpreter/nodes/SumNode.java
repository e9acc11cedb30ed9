package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import gradus.interpreter.memory.Sums;

/**
 * Sums the products of two values of one kind, over each tensor or over all. Over tensors it needs
 * a window that shows the whole model.
 */
final class SumNode extends OperationNode {
  private final Kind result;
  private final Operand x;
  private final Operand y;
  private final int target;

  SumNode(Kind result, Operand x, Operand y, int target) {
    this.result = result;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    if (x.kind() == Kind.NUMBER) {
      memory.numbers()[target] = x.number(memory) * y.number(memory);
      return;
    }
    double total = 0;
    for (int t = 0; t < memory.extents().tensors(); t++) {
      double sum = sum(memory, t);
      if (result == Kind.LEAF) {
        memory.leaf(target)[t] = sum;
      } else {
        total += sum;
      }
    }
    if (result == Kind.NUMBER) {
      memory.numbers()[target] = total;
    }
  }

  private double sum(Memory memory, int tensor) {
    if (x.kind() == Kind.LEAF) {
      return x.scalar(memory, tensor) * y.scalar(memory, tensor);
    }
    return Sums.ofProducts(
        x.elements(memory), y.elements(memory), memory.sliceFrom(tensor), memory.sliceTo(tensor));
  }
}
