package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;

/** Maps a function over a tensor and a number, which may be another one for each tensor. */
final class ScalingNode extends OperationNode {
  private final Loops.Binary loop;
  private final Operand x;
  private final Operand y;
  private final int target;

  ScalingNode(Loops.Binary loop, Operand x, Operand y, int target) {
    this.loop = loop;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    Operand scalar = x.kind() == Kind.TENSOR ? y : x;
    if (scalar.kind() == Kind.NUMBER) {
      apply(memory, (float) scalar.number(memory), 0, memory.length());
      return;
    }
    for (int t = memory.firstTensor(); t <= memory.lastTensor(); t++) {
      float value = (float) scalar.scalar(memory, t);
      apply(memory, value, memory.sliceFrom(t), memory.sliceTo(t));
    }
  }

  private void apply(Memory memory, float scalar, int from, int to) {
    float[] result = memory.buffer(target);
    if (x.kind() == Kind.TENSOR) {
      loop.apply(x.elements(memory), scalar, result, from, to);
    } else {
      loop.apply(scalar, y.elements(memory), result, from, to);
    }
  }
}
