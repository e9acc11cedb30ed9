package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;

/** Takes a result of the program out of the work space. */
abstract class OutputNode extends OperationNode {

  /** A state with arrays. */
  static OutputNode array(Operand value, int state) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.store(value.elements(memory), value.kind(), memory.arrayState(state));
      }
    };
  }

  /** A state of one number, or of one for each tensor; runs when all windows are done. */
  static OutputNode small(Operand value, Kind kind, int state) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        double[] target = memory.smallState(state);
        int count = kind == Kind.NUMBER ? 1 : target.length;
        for (int t = 0; t < count; t++) {
          target[t] = value.scalar(memory, t);
        }
      }
    };
  }

  /** Subtracts the update from the weights, in a buffer that nothing else needs any more. */
  static OutputNode update(Operand value, Operand scratch) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        float[] update = value.elements(memory);
        if (memory.update() != null) {
          memory.store(update, Kind.TENSOR, memory.update());
        }
        float[] weights = scratch.elements(memory);
        memory.load(memory.weights(), Kind.TENSOR, weights);
        int length = memory.length(Kind.TENSOR);
        for (int i = 0; i < length; i++) {
          weights[i] -= update[i];
        }
        memory.store(weights, Kind.TENSOR, memory.weights());
      }
    };
  }
}
