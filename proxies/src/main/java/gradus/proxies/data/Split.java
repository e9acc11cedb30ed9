package gradus.proxies.data;

import gradus.proxies.Part;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Examples in memory, in three disjoint parts.
 *
 * @param train what gradients are taken on
 * @param select what optimizers are compared on
 * @param test what is looked at once
 */
record Split(Examples train, Examples select, Examples test) implements Data {

  /** Shuffles the examples, then cuts them; what is left behind the test part is left out. */
  static Split of(Examples all, int train, int select, int test, long seed) {
    int[] order = IntStream.range(0, all.size()).toArray();
    new SplitMix64(seed).shuffle(order);
    int cut = train + select;
    return new Split(
        all.rows(Arrays.copyOfRange(order, 0, train)),
        all.rows(Arrays.copyOfRange(order, train, cut)),
        all.rows(Arrays.copyOfRange(order, cut, cut + test)));
  }

  @Override
  public void copy(Part part, int number, float[] inputs, int from, float[] targets, int to) {
    Examples examples =
        switch (part) {
          case TRAIN -> train;
          case SELECT -> select;
          case TEST -> test;
        };
    examples.copy(number, inputs, from, targets, to);
  }
}
