package gradus.grammar;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tensors of a model: their names and shapes.
 *
 * @param names one for each tensor, for people
 * @param dimensions the extents of each tensor; none for a single element
 */
public record Shapes(List<String> names, List<List<Integer>> dimensions) {
  /**
   * Makes them immutable.
   *
   * @throws IllegalArgumentException if there is no tensor, a name is missing, or an extent is
   *     negative
   */
  public Shapes {
    names = List.copyOf(names);
    dimensions = dimensions.stream().map(List::copyOf).toList();
    if (dimensions.isEmpty() || names.size() != dimensions.size()) {
      throw new IllegalArgumentException(names + " for tensors of shapes " + dimensions);
    }
    for (List<Integer> shape : dimensions) {
      if (shape.stream().anyMatch(extent -> extent < 0)) {
        throw new IllegalArgumentException("shape of a tensor: " + shape);
      }
    }
  }

  /**
   * Tensors that go by their numbers, from 0.
   *
   * @param dimensions the extents of each tensor
   */
  public Shapes(List<List<Integer>> dimensions) {
    this(IntStream.range(0, dimensions.size()).mapToObj(String::valueOf).toList(), dimensions);
  }

  /**
   * Tensors of one dimension.
   *
   * @param sizes the number of elements of each tensor
   * @return their shapes
   */
  public static Shapes vectors(List<Integer> sizes) {
    return new Shapes(sizes.stream().map(List::of).toList());
  }

  /**
   * How many tensors there are.
   *
   * @return at least 1
   */
  public int tensors() {
    return dimensions.size();
  }

  /**
   * Whether a tensor has two dimensions.
   *
   * @param tensor its number
   * @return true for a matrix
   */
  public boolean isMatrix(int tensor) {
    return dimensions.get(tensor).size() == 2;
  }

  /**
   * How many elements a value has for a tensor.
   *
   * @param kind the kind of the value
   * @param tensor which tensor
   * @return the number of its elements
   * @throws ArithmeticException if that does not fit an int
   */
  public int size(Kind kind, int tensor) {
    return Math.multiplyExact(rows(kind, tensor), columns(kind, tensor));
  }

  /**
   * How many rows a value has for a tensor. A tensor that is no matrix counts as one row.
   *
   * @param kind the kind of the value
   * @param tensor which tensor
   * @return the number of rows; 0 where a value of this kind does not exist
   */
  public int rows(Kind kind, int tensor) {
    return kind == Kind.NUMBER ? 1 : side(kind, kind.rows(), tensor, 1);
  }

  /**
   * How many columns a value has for a tensor.
   *
   * @param kind the kind of the value
   * @param tensor which tensor
   * @return the number of columns; all elements of a tensor that is no matrix
   */
  public int columns(Kind kind, int tensor) {
    int elements = 1; // no stream: the search asks for every statement of every candidate
    for (int extent : dimensions.get(tensor)) {
      elements = Math.multiplyExact(elements, extent);
    }
    return kind == Kind.NUMBER ? 1 : side(kind, kind.columns(), tensor, elements);
  }

  private int side(Kind kind, Kind.Side side, int tensor, int flat) {
    if (!isMatrix(tensor) && kind != Kind.LEAF) {
      return kind == Kind.TENSOR ? flat : 0;
    }
    return switch (side) {
      case ONE -> 1;
      case ROWS -> dimensions.get(tensor).get(0);
      case COLUMNS -> dimensions.get(tensor).get(1);
    };
  }
}
