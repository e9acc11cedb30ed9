package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Definition.Reducer;
import gradus.grammar.Definition.Reduction;
import gradus.grammar.Extent;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Memory;
import gradus.interpreter.memory.Sums;

/**
 * Makes one number of many, in double precision: one for the model, for each tensor, each row or
 * each column. Over arrays it needs a window that shows the whole model.
 */
final class ReductionNode extends OperationNode {
  private final Reduction reduction;
  private final Operand x;
  private final Operand y;
  private final Operand target;

  ReductionNode(Reduction reduction, Operand x, Operand y, Operand target) {
    this.reduction = reduction;
    this.x = x;
    this.y = y;
    this.target = target;
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    if (x.kind() == Kind.NUMBER) {
      memory.space().numbers()[target.index()] = single(x.number(memory), y.number(memory));
      return;
    }
    double total = reduction.reducer() == Reducer.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
    for (int t = 0; t < memory.extents().tensors(); t++) {
      switch (reduction.extent()) {
        case MODEL -> total = both(total, tensor(memory, t));
        case TENSOR -> memory.space().leaf(target.index())[t] = tensor(memory, t);
        default -> lines(memory, t);
      }
    }
    if (reduction.extent() == Extent.MODEL) {
      memory.space().numbers()[target.index()] = total;
    }
  }

  private double both(double a, double b) {
    return reduction.reducer() == Reducer.MAXIMUM ? Math.max(a, b) : a + b;
  }

  private double single(double a, double b) {
    return reduction.reducer() == Reducer.SUM_OF_PRODUCTS ? a * b : a;
  }

  private double tensor(Memory memory, int tensor) {
    if (x.kind() == Kind.LEAF) {
      return single(x.scalar(memory, tensor), y.scalar(memory, tensor));
    }
    int from = memory.sliceFrom(x.kind(), tensor);
    return range(memory, from, memory.sliceTo(x.kind(), tensor));
  }

  private double range(Memory memory, int from, int to) {
    float[] a = x.elements(memory);
    float[] b = y.elements(memory);
    Sums.Range block =
        switch (reduction.reducer()) {
          case SUM -> (first, end) -> Sums.of(a, first, end);
          case SUM_OF_PRODUCTS -> (first, end) -> Sums.ofProducts(a, b, first, end);
          case MAXIMUM -> (first, end) -> Sums.largest(a, first, end);
        };
    return Sums.inBlocks(from, to, memory.crew(), block, this::both);
  }

  private void lines(Memory memory, int tensor) {
    if (target.kind() == Kind.LEAF) {
      memory.space().leaf(target.index())[tensor] = tensor(memory, tensor);
      return;
    }
    Shapes shapes = memory.shapes();
    int rows = shapes.isMatrix(tensor) ? shapes.rows(x.kind(), tensor) : 0;
    int columns = shapes.columns(x.kind(), tensor);
    int from = memory.sliceFrom(x.kind(), tensor);
    float[] result = target.elements(memory);
    int to = memory.sliceFrom(target.kind(), tensor);
    if (reduction.extent() == Extent.ROW) {
      for (int r = 0; r < rows; r++) {
        result[to + r] = (float) range(memory, from + r * columns, from + (r + 1) * columns);
      }
    } else {
      columns(memory, shapes.isMatrix(tensor) ? columns : 0, rows, from, result, to);
    }
  }

  private void columns(Memory memory, int columns, int rows, int from, float[] result, int to) {
    float[] a = x.elements(memory);
    float[] b = y.elements(memory);
    for (int c = 0; c < columns; c++) {
      double total = reduction.reducer() == Reducer.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
      for (int r = 0; r < rows; r++) {
        int i = from + r * columns + c;
        total = both(total, single(a[i], b[i]));
      }
      result[to + c] = (float) total;
    }
  }
}
