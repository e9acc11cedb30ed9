package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import java.util.Arrays;

/** Copies a value, broadcasting it where the target has more elements. */
final class CopyNode extends OperationNode {
  private final Operand x;
  private final Operand target;

  CopyNode(Operand x, Operand target) {
    this.x = x;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    switch (target.kind()) {
      case NUMBER -> memory.numbers()[target.index()] = x.number(memory);
      case LEAF -> {
        for (int t = 0; t < memory.extents().tensors(); t++) {
          memory.leaf(target.index())[t] = x.scalar(memory, t);
        }
      }
      case TENSOR -> elements(memory);
    }
  }

  private void elements(Memory memory) {
    float[] result = target.elements(memory);
    if (x.kind() == Kind.TENSOR) {
      System.arraycopy(x.elements(memory), 0, result, 0, memory.length());
      return;
    }
    for (int t = memory.firstTensor(); t <= memory.lastTensor(); t++) {
      float value = (float) x.scalar(memory, t);
      Arrays.fill(result, memory.sliceFrom(t), memory.sliceTo(t), value);
    }
  }
}
