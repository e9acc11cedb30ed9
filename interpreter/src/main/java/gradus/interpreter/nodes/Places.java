package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands out places in the work space. A name keeps its place for all its assignments; what lies
 * between is free again with the next statement.
 */
final class Places {
  private final Map<String, Operand> named = new HashMap<>();
  private final int[] taken = new int[Kind.values().length];
  private final int[] used = new int[Kind.values().length];
  private final int[] most = new int[Kind.values().length];

  /** The place of a name. All names must have theirs before the first temporary. */
  Operand of(String name, Kind kind) {
    return named.computeIfAbsent(name + ' ' + kind, absent -> Operand.at(kind, take(kind, taken)));
  }

  /** A name that lies outside the work space. */
  void put(String name, Operand place) {
    named.put(name + ' ' + place.kind(), place);
  }

  void startStatement() {
    System.arraycopy(taken, 0, used, 0, used.length);
  }

  Operand fresh(Kind kind) {
    return Operand.at(kind, take(kind, used));
  }

  private int take(Kind kind, int[] counters) {
    int index = counters[kind.ordinal()]++;
    most[kind.ordinal()] = Math.max(most[kind.ordinal()], index + 1);
    return index;
  }

  /** How many places of each kind there are, by its ordinal. */
  int[] count() {
    return most.clone();
  }
}
