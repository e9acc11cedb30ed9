package gradus.proxies;

/**
 * Labelled rows of features.
 *
 * @param width the length of a row
 * @param features the rows, one after another
 * @param labels one class per row: 0, 1, ...
 */
record Examples(int width, float[] features, int[] labels) {

  Examples {
    if (features.length != Math.multiplyExact(width, labels.length)) {
      throw new IllegalArgumentException(
          "examples: %d features for %d rows of %d"
              .formatted(features.length, labels.length, width));
    }
  }

  /** The number of rows. */
  int size() {
    return labels.length;
  }

  /** The rows of these numbers, in this order. */
  Examples rows(int[] numbers) {
    float[] chosen = new float[numbers.length * width];
    int[] chosenLabels = new int[numbers.length];
    for (int row = 0; row < numbers.length; row++) {
      copy(numbers[row], chosen, chosenLabels, row);
    }
    return new Examples(width, chosen, chosenLabels);
  }

  /** Copies one row to a row of a batch. */
  void copy(int number, float[] batch, int[] batchLabels, int row) {
    System.arraycopy(features, number * width, batch, row * width, width);
    batchLabels[row] = labels[number];
  }
}
