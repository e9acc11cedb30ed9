package gradus.interpreter.memory;

import gradus.grammar.Kind;
import gradus.grammar.Shapes;

/** Where the tensors of a model lie in flat memory: one after another, without gaps. */
public final class Extents {
  private final int[] starts;

  private Extents(int[] starts) {
    this.starts = starts;
  }

  /**
   * Where the arrays of a value lie.
   *
   * @param shapes the tensors of the model
   * @param kind the kind of the value
   * @return its extents
   * @throws IllegalArgumentException if all together do not fit an array
   */
  public static Extents of(Shapes shapes, Kind kind) {
    int[] starts = new int[shapes.tensors() + 1];
    for (int t = 0; t < shapes.tensors(); t++) {
      try {
        starts[t + 1] = Math.addExact(starts[t], shapes.size(kind, t));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("more than " + Integer.MAX_VALUE + " elements", e);
      }
    }
    return new Extents(starts);
  }

  /**
   * How many tensors there are.
   *
   * @return at least 1
   */
  public int tensors() {
    return starts.length - 1;
  }

  /**
   * How many elements all tensors have.
   *
   * @return the sum of the sizes
   */
  public int length() {
    return starts[starts.length - 1];
  }

  /**
   * Where a tensor begins.
   *
   * @param tensor its number, or the number of tensors for the end of the last
   * @return the index of its first element
   */
  public int start(int tensor) {
    return starts[tensor];
  }

  /**
   * How many elements a tensor has.
   *
   * @param tensor its number
   * @return its size
   */
  public int size(int tensor) {
    return starts[tensor + 1] - starts[tensor];
  }
}
