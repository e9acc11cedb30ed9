package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Brings a parameter of the program into the work space. */
abstract class InputNode extends OperationNode {

  /** Weights, gradients or a state with arrays. */
  static InputNode array(Function<Memory, MemorySegment> source, Operand target) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.load(source.apply(memory), target.kind(), target.elements(memory));
      }
    };
  }

  /** The learning rate, the number of the step or a hyperparameter. */
  static InputNode number(ToDoubleFunction<Memory> source, Operand target) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.space().numbers()[target.index()] = source.applyAsDouble(memory);
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
          memory.space().numbers()[target.index()] = source[0];
        } else {
          System.arraycopy(source, 0, memory.space().leaf(target.index()), 0, source.length);
        }
      }
    };
  }
}
