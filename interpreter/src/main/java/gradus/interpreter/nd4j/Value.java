package gradus.interpreter.nd4j;

import gradus.grammar.Kind;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value on ND4J: numbers and leaves lie in Java, since every operation on them would cost more
 * than it does; arrays lie in one flat ND4J array, tensor after tensor.
 *
 * @param kind how many numbers it has
 * @param numbers one number, or one for each tensor; null for arrays
 * @param array the elements; null for numbers and leaves
 */
record Value(Kind kind, double[] numbers, INDArray array) {
  static Value number(double value) {
    return new Value(Kind.NUMBER, new double[] {value}, null);
  }

  static Value leaf(double[] values) {
    return new Value(Kind.LEAF, values, null);
  }

  /** What a tensor sees, of a number or a leaf. */
  double scalar(int tensor) {
    return numbers[kind == Kind.LEAF ? tensor : 0];
  }
}
