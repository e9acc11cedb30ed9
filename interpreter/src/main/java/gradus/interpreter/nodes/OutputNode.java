package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** Takes a result of the program out of the work space. */
abstract class OutputNode extends OperationNode {

  /** A state with one float for each element. */
  static OutputNode tensor(Operand value, Function<Memory, MemorySegment> target) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.store(value.elements(memory), target.apply(memory));
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
  static OutputNode update(Operand value, int scratch) {
    return new OutputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        float[] update = value.elements(memory);
        if (memory.update() != null) {
          memory.store(update, memory.update());
        }
        float[] weights = memory.buffer(scratch);
        memory.load(memory.weights(), weights);
        for (int i = 0; i < memory.length(); i++) {
          weights[i] -= update[i];
        }
        memory.store(weights, memory.weights());
      }
    };
  }
}
