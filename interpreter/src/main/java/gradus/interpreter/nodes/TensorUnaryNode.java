package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;

/** Maps a function over the elements of a tensor. */
final class TensorUnaryNode extends OperationNode {
  private final Loops.Unary loop;
  private final Operand x;
  private final int target;

  TensorUnaryNode(Loops.Unary loop, Operand x, int target) {
    this.loop = loop;
    this.x = x;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    loop.apply(x.elements(memory), memory.buffer(target), 0, memory.length());
  }
}
