package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Program;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.util.function.BooleanSupplier;

/**
 * Decides when a program leaves the tree for the kernel tier. From then on steps take a shortcut,
 * past the call through the polyglot engine that costs as much as a step of a small model, for as
 * long as no tool looks at the statements.
 */
final class Tiers implements Memory.Shortcut {
  private final Program program;
  private final long after;
  private BooleanSupplier observed = () -> true;
  private long weights;
  private Kernel plain;
  private Kernel keeping;
  private boolean refused;

  /**
   * The tiers of a program.
   *
   * @param program the program
   * @param after how many weights are stepped over in the tree; negative where it is never left
   */
  Tiers(Program program, long after) {
    this.program = program;
    this.after = after;
  }

  /** Says who knows whether a tool looks at the statements. */
  void watch(BooleanSupplier observation) {
    observed = observation;
  }

  /** Runs a step in the kernel tier, if it is time for it; else nothing is done. */
  @Override
  @TruffleBoundary
  public boolean step(Memory memory) {
    if (refused || after < 0 || observed.getAsBoolean()) {
      return false;
    }
    if (weights < after) {
      weights += memory.extents().length();
      return false;
    }
    Kernel kernel = kernel(memory);
    if (kernel == null) {
      refused = true;
      return false;
    }
    memory.take(this);
    kernel.execute(memory);
    return true;
  }

  private Kernel kernel(Memory memory) {
    if (memory.inputs().array(Inputs.UPDATE) == null) {
      plain = plain == null ? Kernel.of(program, false).orElse(null) : plain;
      return plain;
    }
    keeping = keeping == null ? Kernel.of(program, true).orElse(null) : keeping;
    return keeping;
  }
}
