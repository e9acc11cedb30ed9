package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;

/** Maps a function over the elements of two tensors. */
final class TensorBinaryNode extends OperationNode {
  private final Loops.Binary loop;
  private final Operand x;
  private final Operand y;
  private final int target;

  TensorBinaryNode(Loops.Binary loop, Operand x, Operand y, int target) {
    this.loop = loop;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    loop.apply(x.elements(memory), y.elements(memory), memory.buffer(target), 0, memory.length());
  }
}
