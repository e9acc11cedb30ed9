package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;

/** Takes a result of the program out of the work space. */
abstract class OutputNode extends OperationNode {

  /** A state with arrays. */
  static OutputNode array(Operand value, int state) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        float[] target = memory.inputs().array(Inputs.STATES + state);
        memory.store(value.elements(memory), value.kind(), target);
      }
    };
  }

  /** A state of one number, or of one for each tensor; runs when all windows are done. */
  static OutputNode small(Operand value, Kind kind, int state) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        double[] target = memory.inputs().small(state);
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
        float[] kept = memory.inputs().array(Inputs.UPDATE);
        if (kept != null) {
          memory.store(update, Kind.TENSOR, kept);
        }
        float[] weights = memory.inputs().array(Inputs.WEIGHTS);
        int length = memory.length(Kind.TENSOR);
        if (memory.window().showsAll()) {
          subtract(update, weights, length);
          return;
        }
        // A loop over arrays at different offsets is not vectorised.
        float[] buffer = scratch.elements(memory);
        System.arraycopy(weights, memory.window().from(), buffer, 0, length);
        subtract(update, buffer, length);
        memory.store(buffer, Kind.TENSOR, weights);
      }
    };
  }

  private static void subtract(float[] update, float[] weights, int length) {
    for (int i = 0; i < length; i++) {
      weights[i] -= update[i];
    }
  }
}
