package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which statements and which state matter to the update, of this step or of a later one. A state
 * that is always overwritten before it is read is dead, and so is what computes it.
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
    Set<String> states = new LinkedHashSet<>();
    while (true) {
      BitSet live = new BitSet();
      Set<String> needed = needed(program, states, live);
      needed.retainAll(program.states());
      if (!states.addAll(needed)) {
        return new Liveness(live, program.states().stream().filter(states::contains).toList());
      }
    }
  }

  /** Goes backwards from the update and the live states to the names that are read from outside. */
  private static Set<String> needed(Program program, Set<String> states, BitSet live) {
    Set<String> needed = new HashSet<>(states);
    needed.add(program.update());
    for (int i = program.statements().size() - 1; i >= 0; i--) {
      Statement statement = program.statements().get(i);
      if (needed.remove(statement.target())) {
        live.set(i);
        read(statement.value(), needed);
      }
    }
    return needed;
  }

  /** Adds the names that an expression reads. */
  static void read(Expression expression, Set<String> names) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> names.add(variable.name());
      case Call call -> {
        for (Expression argument : call.arguments()) {
          read(argument, names);
        }
      }
    }
  }
}
