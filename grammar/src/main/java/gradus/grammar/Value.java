package gradus.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A node in the graph of how values come from inputs. Within one {@link Values} there is one node
 * for each value, so nodes are compared by identity; to find that one, two are equal when they are
 * made of the same nodes in the same way.
 */
final class Value {
  /** The position in {@link Values#nodes()}; arguments come before what is made of them. */
  final int index;

  /** The function, or null for a number or an input. */
  final Function function;

  /** The name of an input, or null. */
  final String input;

  /** The literal, where there is neither function nor input. */
  final double number;

  final List<Value> arguments;

  private final int hash;

  Value(int index, Function function, String input, double number, List<Value> arguments) {
    this.index = index;
    this.function = function;
    this.input = input;
    this.number = number;
    this.arguments = arguments;
    int parts = 31 * Double.hashCode(number) + (input == null ? 0 : input.hashCode());
    parts = 31 * parts + (function == null ? 0 : function.hashCode());
    for (int i = 0; i < arguments.size(); i++) {
      parts = 31 * parts + arguments.get(i).index;
    }
    hash = parts;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Value value && isMadeLike(value);
  }

  private boolean isMadeLike(Value other) {
    if (function != other.function
        || !Objects.equals(input, other.input)
        || !same(number, other.number)
        || arguments.size() != other.arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) != other.arguments.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Zeros of different sign are different numbers. */
  static boolean same(double x, double y) {
    return Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(y);
  }

  boolean isNumber() {
    return function == null && input == null;
  }

  boolean calls(Function other) {
    return function == other;
  }

  /**
   * What it means.
   *
   * @param inputs what the inputs mean
   * @param earlier what the nodes before it mean
   */
  <V> V fold(Interpretation<V> meaning, Map<String, V> inputs, List<V> earlier) {
    if (isNumber()) {
      return meaning.number(number);
    }
    if (input != null) {
      return inputs.get(input);
    }
    Map<String, V> names = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      names.put(function.parameters().get(i), earlier.get(arguments.get(i).index));
    }
    return Walk.fold(function.call(), meaning, names);
  }
}
