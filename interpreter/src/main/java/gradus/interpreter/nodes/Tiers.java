package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Program;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.util.Optional;

/** Decides when a program leaves the tree for the kernel tier. */
final class Tiers {
  private final Program program;
  private final long after;
  private long weights;
  private Optional<Kernel> plain;
  private Optional<Kernel> keeping;

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

  /** Runs a step in the kernel tier, if it is time for it; else nothing is done. */
  @TruffleBoundary
  boolean step(Memory memory) {
    if (after < 0 || weights < after) {
      weights += memory.extents().length();
      return false;
    }
    Optional<Kernel> kernel = kernel(memory.inputs().array(Inputs.UPDATE) != null);
    kernel.ifPresent(present -> present.execute(memory));
    return kernel.isPresent();
  }

  @SuppressWarnings("OptionalAssignedToNull")
  private Optional<Kernel> kernel(boolean keepsUpdate) {
    if (keepsUpdate) {
      keeping = keeping == null ? Kernel.of(program, true) : keeping;
      return keeping;
    }
    plain = plain == null ? Kernel.of(program, false) : plain;
    return plain;
  }
}
