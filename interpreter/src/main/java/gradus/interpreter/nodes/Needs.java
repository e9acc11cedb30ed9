package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;

/**
 * How much work space a program needs.
 *
 * @param places how many values of each kind, by its ordinal
 * @param whole whether it must see the model at once
 */
record Needs(int[] places, boolean whole) {
  private static final Kind[] KINDS = Kind.values();

  /** Makes room, with windows of some length. */
  void reserve(Memory memory, int window) {
    memory.space().reserve(places[Kind.NUMBER.ordinal()], places[Kind.LEAF.ordinal()]);
    for (Kind kind : KINDS) {
      int count = places[kind.ordinal()];
      if (kind.isArray() && count > 0) {
        int length = kind == Kind.TENSOR ? window : memory.extents(kind).length();
        memory.space().reserve(kind, count, length);
      }
    }
  }
}
