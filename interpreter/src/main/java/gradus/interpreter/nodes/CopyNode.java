package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
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
      case NUMBER -> memory.space().numbers()[target.index()] = x.number(memory);
      case LEAF -> {
        for (int t = 0; t < memory.extents().tensors(); t++) {
          memory.space().leaf(target.index())[t] = x.scalar(memory, t);
        }
      }
      default -> elements(memory);
    }
  }

  private void elements(Memory memory) {
    float[] result = target.elements(memory);
    if (x.kind() == target.kind()) {
      System.arraycopy(x.elements(memory), 0, result, 0, memory.length(x.kind()));
      return;
    }
    for (int t = memory.window().firstTensor(); t <= memory.window().lastTensor(); t++) {
      int from = memory.sliceFrom(target.kind(), t);
      int to = memory.sliceTo(target.kind(), t);
      if (x.kind().isArray()) {
        broadcast(memory, t, result, from);
      } else {
        Arrays.fill(result, from, to, (float) x.scalar(memory, t));
      }
    }
  }

  /** Repeats rows or columns; the window shows the whole model. */
  private void broadcast(Memory memory, int tensor, float[] result, int from) {
    Shapes shapes = memory.shapes();
    int rows = shapes.rows(target.kind(), tensor);
    int columns = shapes.columns(target.kind(), tensor);
    if (!shapes.isMatrix(tensor)) {
      Arrays.fill(result, from, from + rows * columns, 0);
      return;
    }
    float[] source = x.elements(memory);
    int start = memory.sliceFrom(x.kind(), tensor);
    int width = shapes.columns(x.kind(), tensor);
    for (int r = 0; r < rows; r++) {
      int row = start + (x.kind().rows() == Kind.Side.ONE ? 0 : r * width);
      int to = from + r * columns;
      if (x.kind().columns() == Kind.Side.ONE) {
        Arrays.fill(result, to, to + columns, source[row]);
      } else {
        System.arraycopy(source, row, result, to, columns);
      }
    }
  }
}
