package gradus.proxies.data;

/**
 * Examples in memory.
 *
 * @param width the numbers of an example
 * @param features the examples, one after another
 * @param depth the targets of an example
 * @param targets those of all examples, one after another
 */
record Examples(int width, float[] features, int depth, float[] targets) {

  private static final int FEW = 4;

  Examples {
    if (features.length / width * depth != targets.length || features.length % width != 0) {
      throw new IllegalArgumentException(
          "examples: %d features for examples of %d, %d targets for examples of %d"
              .formatted(features.length, width, targets.length, depth));
    }
  }

  /** The number of examples. */
  int size() {
    return features.length / width;
  }

  /** The examples of these numbers, in this order. */
  Examples rows(int[] numbers) {
    float[] chosen = new float[numbers.length * width];
    float[] chosenTargets = new float[numbers.length * depth];
    for (int row = 0; row < numbers.length; row++) {
      copy(numbers[row], chosen, row * width, chosenTargets, row * depth);
    }
    return new Examples(width, chosen, depth, chosenTargets);
  }

  /** Copies one example. */
  void copy(int number, float[] inputs, int from, float[] labels, int to) {
    copy(features, number * width, inputs, from, width);
    copy(targets, number * depth, labels, to, depth);
  }

  /** Of a few numbers, a loop makes less ado than the library. */
  private static void copy(float[] x, int from, float[] y, int to, int count) {
    if (count > FEW) {
      System.arraycopy(x, from, y, to, count);
    } else {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[from + i];
      }
    }
  }
}
