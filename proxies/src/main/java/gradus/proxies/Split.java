package gradus.proxies;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Examples in three disjoint parts.
 *
 * @param train what gradients are taken on
 * @param select what optimizers are compared on
 * @param test what is looked at once
 */
record Split(Examples train, Examples select, Examples test) {

  /** Shuffles the examples, then cuts them; the test part is what the other two leave. */
  static Split of(Examples all, int train, int select, long seed) {
    int[] order = IntStream.range(0, all.size()).toArray();
    new SplitMix64(seed).shuffle(order);
    int cut = train + select;
    return new Split(
        all.rows(Arrays.copyOfRange(order, 0, train)),
        all.rows(Arrays.copyOfRange(order, train, cut)),
        all.rows(Arrays.copyOfRange(order, cut, order.length)));
  }

  Examples part(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case SELECT -> select;
      case TEST -> test;
    };
  }
}
