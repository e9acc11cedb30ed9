package gradus.proxies;

import java.util.List;

/**
 * A named block of parameters. A task's flat parameter vector is its tensors one after another,
 * each in row-major order.
 *
 * @param name unique within the task, such as {@code hidden.weight}
 * @param shape the positive extents, outermost first
 */
public record Tensor(String name, List<Integer> shape) {

  /** Copies the shape; an extent below 1 or a size beyond an array's is refused. */
  public Tensor {
    shape = List.copyOf(shape);
    long size = 1;
    for (int extent : shape) {
      if (extent < 1 || (size *= extent) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "tensor %s: shape %s; allowed are extents from 1 and %d elements"
                .formatted(name, shape, Integer.MAX_VALUE));
      }
    }
  }

  /**
   * A tensor of the given shape.
   *
   * @param name unique within the task
   * @param shape the extents, outermost first
   * @return the tensor
   */
  public static Tensor of(String name, Integer... shape) {
    return new Tensor(name, List.of(shape));
  }

  /**
   * The number of elements: the product of the extents.
   *
   * @return at least 1
   */
  public int size() {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return size;
  }
}
