package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;
import java.util.function.ToDoubleFunction;

/** Brings a parameter of the program to where its operations find it. */
abstract class InputNode extends OperationNode {

  /** Weights, gradients or a state with arrays, where they are. */
  static InputNode array(int input) {
    return new InputNode() {
      @Override
      @TruffleBoundary
      void execute(Memory memory) {
        memory.inputs().show(input);
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
        double[] source = memory.inputs().small(state);
        if (target.kind() == Kind.NUMBER) {
          memory.space().numbers()[target.index()] = source[0];
        } else {
          System.arraycopy(source, 0, memory.space().leaf(target.index()), 0, source.length);
        }
      }
    };
  }
}
