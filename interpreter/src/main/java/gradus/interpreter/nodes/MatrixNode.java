package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Extent;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Matrices;
import gradus.interpreter.memory.Memory;
import java.util.Arrays;

/**
 * What is done to each tensor by its shape. All but the choice needs a window that shows the whole
 * model; what is for matrices only leaves zeros in other tensors.
 */
abstract class MatrixNode extends OperationNode {

  /** Works on one tensor that has two dimensions. */
  private interface ForMatrix {
    void accept(Memory memory, Shapes shapes, int tensor, int target);
  }

  private static MatrixNode each(Operand target, ForMatrix action) {
    return new MatrixNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        Shapes shapes = memory.shapes();
        for (int t = 0; t < shapes.tensors(); t++) {
          int from = memory.sliceFrom(target.kind(), t);
          if (shapes.isMatrix(t)) {
            action.accept(memory, shapes, t, from);
          } else {
            int to = memory.sliceTo(target.kind(), t);
            Arrays.fill(target.elements(memory), from, to, 0);
          }
        }
      }
    };
  }

  static MatrixNode product(Operand x, Operand y, Operand target) {
    if (target.kind() == Kind.LEAF) {
      return scalarProduct(x, y, target);
    }
    return each(
        target,
        (memory, shapes, t, to) ->
            Matrices.multiply(
                x.elements(memory),
                memory.sliceFrom(x.kind(), t),
                y.elements(memory),
                memory.sliceFrom(y.kind(), t),
                target.elements(memory),
                to,
                shapes.rows(x.kind(), t),
                shapes.columns(x.kind(), t),
                shapes.columns(y.kind(), t)));
  }

  /** A row by a column is one number. */
  private static MatrixNode scalarProduct(Operand x, Operand y, Operand target) {
    return new MatrixNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        for (int t = 0; t < memory.shapes().tensors(); t++) {
          float[] result = new float[1];
          if (memory.shapes().isMatrix(t)) {
            Matrices.multiply(
                x.elements(memory),
                memory.sliceFrom(x.kind(), t),
                y.elements(memory),
                memory.sliceFrom(y.kind(), t),
                result,
                0,
                1,
                memory.shapes().columns(x.kind(), t),
                1);
          }
          memory.space().leaf(target.index())[t] = result[0];
        }
      }
    };
  }

  static MatrixNode transpose(Operand x, Operand target) {
    return each(
        target,
        (memory, shapes, t, to) ->
            Matrices.transpose(
                x.elements(memory),
                memory.sliceFrom(x.kind(), t),
                target.elements(memory),
                to,
                shapes.rows(x.kind(), t),
                shapes.columns(x.kind(), t)));
  }

  static MatrixNode identity(Operand target) {
    return each(
        target,
        (memory, shapes, t, to) -> {
          int side = shapes.rows(target.kind(), t);
          float[] result = target.elements(memory);
          Arrays.fill(result, to, to + side * side, 0);
          for (int i = 0; i < side; i++) {
            result[to + i * side + i] = 1;
          }
        });
  }

  static MatrixNode count(Extent extent, Kind kind, Operand target) {
    return new MatrixNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        if (target.kind() == Kind.NUMBER) {
          memory.space().numbers()[target.index()] = 1;
          return;
        }
        Shapes shapes = memory.shapes();
        for (int t = 0; t < shapes.tensors(); t++) {
          memory.space().leaf(target.index())[t] =
              switch (extent) {
                case ROW -> shapes.isMatrix(t) ? shapes.rows(kind, t) : 0;
                case COLUMN -> shapes.isMatrix(t) ? shapes.columns(kind, t) : 0;
                default -> shapes.size(kind, t);
              };
        }
      }
    };
  }

  /** Both arguments are of the kind of the target, a leaf or a tensor. */
  static MatrixNode ifMatrix(Operand x, Operand y, Operand target) {
    return new MatrixNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        int first = target.kind() == Kind.LEAF ? 0 : memory.window().firstTensor();
        int last =
            target.kind() == Kind.LEAF
                ? memory.shapes().tensors() - 1
                : memory.window().lastTensor();
        for (int t = first; t <= last; t++) {
          Operand source = memory.shapes().isMatrix(t) ? x : y;
          if (target.kind() == Kind.LEAF) {
            memory.space().leaf(target.index())[t] = source.scalar(memory, t);
          } else {
            int from = memory.window().sliceFrom(t);
            int count = memory.window().sliceTo(t) - from;
            float[] result = target.elements(memory);
            System.arraycopy(source.elements(memory), from, result, from, count);
          }
        }
      }
    };
  }
}
