package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import gradus.interpreter.memory.Memory;

/**
 * Where a value is found: a literal, an input, or a place in the work space that its kind chooses.
 *
 * @param kind how many numbers it has
 * @param where what the others mean
 * @param value the literal
 * @param index the number of the input, or of the place in the work space
 */
record Operand(Kind kind, Where where, double value, int index) {
  /** Which of them it is. */
  private enum Where {
    LITERAL,
    INPUT,
    WORK_SPACE
  }

  static Operand literal(double value) {
    return new Operand(Kind.NUMBER, Where.LITERAL, value, -1);
  }

  /** Weights, gradients or a state with arrays. */
  static Operand input(Kind kind, int index) {
    return new Operand(kind, Where.INPUT, Double.NaN, index);
  }

  static Operand at(Kind kind, int index) {
    return new Operand(kind, Where.WORK_SPACE, Double.NaN, index);
  }

  boolean isLiteral() {
    return where == Where.LITERAL;
  }

  /** The number, of a number. */
  double number(Memory memory) {
    return isLiteral() ? value : memory.space().numbers()[index];
  }

  /** What a tensor sees, of a number or a leaf. */
  double scalar(Memory memory, int tensor) {
    return kind == Kind.LEAF ? memory.space().leaf(index)[tensor] : number(memory);
  }

  /** The elements, of an array. */
  float[] elements(Memory memory) {
    return where == Where.INPUT ? memory.inputs().view(index) : memory.space().array(kind, index);
  }
}
