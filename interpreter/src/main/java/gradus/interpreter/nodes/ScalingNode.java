package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;

/** Maps a function over an array and a number, which may be another one for each tensor. */
final class ScalingNode extends OperationNode {
  private final Loops.Binary loop;
  private final Operand x;
  private final Operand y;
  private final Operand target;

  ScalingNode(Loops.Binary loop, Operand x, Operand y, Operand target) {
    this.loop = loop;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    Operand scalar = x.kind().isArray() ? y : x;
    if (scalar.kind() == Kind.NUMBER) {
      apply(memory, (float) scalar.number(memory), 0, memory.length(target.kind()));
      return;
    }
    for (int t = memory.window().firstTensor(); t <= memory.window().lastTensor(); t++) {
      float value = (float) scalar.scalar(memory, t);
      int from = memory.sliceFrom(target.kind(), t);
      apply(memory, value, from, memory.sliceTo(target.kind(), t));
    }
  }

  private void apply(Memory memory, float scalar, int from, int to) {
    float[] result = target.elements(memory);
    if (x.kind().isArray()) {
      loop.apply(x.elements(memory), scalar, result, from, to);
    } else {
      loop.apply(scalar, y.elements(memory), result, from, to);
    }
  }
}
