package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Definition.DoubleTernary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;

/** Computes a number, or one for each tensor, of three, in double precision. */
final class SmallTernaryNode extends OperationNode {
  private final DoubleTernary function;
  private final Operand x;
  private final Operand y;
  private final Operand z;
  private final Operand target;

  SmallTernaryNode(DoubleTernary function, Operand x, Operand y, Operand z, Operand target) {
    this.function = function;
    this.x = x;
    this.y = y;
    this.z = z;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    boolean single = target.kind() == Kind.NUMBER;
    double[] result = single ? memory.space().numbers() : memory.space().leaf(target.index());
    for (int t = 0; t < (single ? 1 : memory.shapes().tensors()); t++) {
      result[single ? target.index() : t] =
          function.applyAsDouble(x.scalar(memory, t), y.scalar(memory, t), z.scalar(memory, t));
    }
  }
}
