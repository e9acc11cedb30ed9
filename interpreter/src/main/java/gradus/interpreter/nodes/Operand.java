package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;

/**
 * Where a value is found: a literal, or a place in the work space that its kind chooses.
 *
 * @param kind how many numbers it has
 * @param literal whether {@code value} is all there is to it
 * @param value the literal
 * @param index the place in the work space otherwise
 */
record Operand(Kind kind, boolean literal, double value, int index) {
  static Operand literal(double value) {
    return new Operand(Kind.NUMBER, true, value, -1);
  }

  static Operand at(Kind kind, int index) {
    return new Operand(kind, false, Double.NaN, index);
  }

  /** The number, of a number. */
  double number(Memory memory) {
    return literal ? value : memory.space().numbers()[index];
  }

  /** What a tensor sees, of a number or a leaf. */
  double scalar(Memory memory, int tensor) {
    return kind == Kind.LEAF ? memory.space().leaf(index)[tensor] : number(memory);
  }

  /** The elements, of an array. */
  float[] elements(Memory memory) {
    return memory.space().array(kind, index);
  }
}
