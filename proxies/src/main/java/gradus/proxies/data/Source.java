package gradus.proxies.data;

import gradus.proxies.Part;
import java.util.function.Supplier;

/**
 * Data that is not loaded yet.
 *
 * @param train the number of examples that gradients are taken on
 * @param select the number that optimizers are compared on
 * @param test the number that is looked at once
 * @param data loads them, or throws a {@link gradus.proxies.DataException}
 */
public record Source(int train, int select, int test, Supplier<Data> data) {

  /**
   * The number of examples in a part.
   *
   * @param part which part
   * @return at least 1
   */
  public int size(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case SELECT -> select;
      case TEST -> test;
    };
  }
}
