package gradus.interpreter.memory;

import java.util.List;

/** Where the tensors of a model lie in flat memory: one after another, without gaps. */
public final class Extents {
  private final int[] starts;

  private Extents(int[] starts) {
    this.starts = starts;
  }

  /**
   * The extents of tensors of these sizes.
   *
   * @param sizes the number of elements of each tensor
   * @return their extents
   * @throws IllegalArgumentException if there is no tensor, a size is negative, or all together do
   *     not fit an array
   */
  public static Extents of(List<Integer> sizes) {
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one tensor");
    }
    int[] starts = new int[sizes.size() + 1];
    for (int t = 0; t < sizes.size(); t++) {
      if (sizes.get(t) < 0) {
        throw new IllegalArgumentException("size of tensor " + t + ": " + sizes.get(t));
      }
      try {
        starts[t + 1] = Math.addExact(starts[t], sizes.get(t));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("more than " + Integer.MAX_VALUE + " weights", e);
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
