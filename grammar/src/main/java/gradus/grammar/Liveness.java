package gradus.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which statements and which state matter to the update, of this step or of a later one. A state
 * that is always overwritten before it is read is dead, and so is what computes it. The program
 * keeps what was found for all who ask, so nobody may change it.
 *
 * @param statements the indices of the statements that matter
 * @param states the state variables that matter, in order
 */
public record Liveness(BitSet statements, List<String> states) {
  /**
   * Finds what is alive in a program.
   *
   * @param program any program
   * @return its live statements and states
   */
  public static Liveness of(Program program) {
    return program.liveness();
  }

  /** Finds it anew. */
  static Liveness find(Program program) {
    Slots slots = program.slots();
    boolean[] alive = new boolean[slots.size()];
    while (true) {
      boolean[] needed = alive.clone();
      needed[slots.update()] = true;
      BitSet live = need(program, slots, needed);
      boolean settled = true;
      for (int slot = Slots.STATES; slot < Slots.STATES + program.states().size(); slot++) {
        settled &= alive[slot] || !needed[slot];
        alive[slot] |= needed[slot];
      }
      if (settled) {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < program.states().size(); i++) {
          if (alive[Slots.STATES + i]) {
            states.add(program.states().get(i));
          }
        }
        return new Liveness(live, states);
      }
    }
  }

  /** Goes backwards from the update and the live states to what is read from outside. */
  private static BitSet need(Program program, Slots slots, boolean[] needed) {
    BitSet live = new BitSet();
    for (int i = program.statements().size() - 1; i >= 0; i--) {
      if (needed[slots.target(i)]) {
        needed[slots.target(i)] = false;
        live.set(i);
        for (int read = slots.begin(i); read < slots.begin(i + 1); read++) {
          needed[slots.read(read)] = true;
        }
      }
    }
    return live;
  }
}
