package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Brings a parameter of the program into the work space. */
abstract class InputNode extends OperationNode {

  /** Weights, gradients or a state with one float for each element. */
  static InputNode tensor(Function<Memory, MemorySegment> source, int target) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.load(source.apply(memory), memory.buffer(target));
      }
    };
  }

  /** The learning rate or the number of the step. */
  static InputNode number(ToDoubleFunction<Memory> source, int target) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.numbers()[target] = source.applyAsDouble(memory);
      }
    };
  }

  /** A state of one number, or of one for each tensor. */
  static InputNode small(int state, Operand target) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        double[] source = memory.smallState(state);
        if (target.kind() == Kind.NUMBER) {
          memory.numbers()[target.index()] = source[0];
        } else {
          System.arraycopy(source, 0, memory.leaf(target.index()), 0, source.length);
        }
      }
    };
  }
}
