package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;

/** Maps a function over the elements of arrays of one kind. */
abstract class ElementsNode extends OperationNode {

  static ElementsNode unary(Loops.Unary loop, Operand x, Operand target) {
    return new ElementsNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        int length = memory.length(target.kind());
        loop.apply(x.elements(memory), target.elements(memory), 0, length);
      }
    };
  }

  static ElementsNode binary(Loops.Binary loop, Operand x, Operand y, Operand target) {
    return new ElementsNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        int length = memory.length(target.kind());
        loop.apply(x.elements(memory), y.elements(memory), target.elements(memory), 0, length);
      }
    };
  }

  static ElementsNode ternary(Loops.Ternary loop, Operand w, Operand x, Operand y, Operand target) {
    return new ElementsNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        loop.apply(
            w.elements(memory),
            x.elements(memory),
            y.elements(memory),
            target.elements(memory),
            memory.length(target.kind()));
      }
    };
  }
}
