package gradus.proxies.data;

import java.util.Arrays;

/** Made-up data on pairs. */
public final class Pairs {

  private static final long SEED = 3;

  private Pairs() {}

  /**
   * All pairs of numbers below a modulus, with the remainder of their sum; seven tenths train, the
   * rest is halved.
   *
   * @param modulus the number of numbers
   * @return the source
   */
  public static Source sums(int modulus) {
    int all = modulus * modulus;
    int train = 7 * all / 10;
    int select = (all - train) / 2;
    int test = all - train - select;
    return new Source(
        train,
        select,
        test,
        () -> {
          float[] pairs = new float[2 * all];
          float[] sums = new float[all];
          for (int i = 0; i < all; i++) {
            pairs[2 * i] = i / modulus;
            pairs[2 * i + 1] = i % modulus;
            sums[i] = (i / modulus + i % modulus) % modulus;
          }
          return Split.of(new Examples(2, pairs, 1, sums), train, select, test, SEED);
        });
  }

  /**
   * The elements of a square matrix of a low rank, normal with variance 1, a third of them to train
   * on. In the train part every tenth is off by 10 up or down. The two numbers of an element are
   * its row and, counted on from the rows, its column.
   *
   * @param side the rows and columns
   * @param rank the rank
   * @return the source; the other parts have no gross errors
   */
  public static Source elements(int side, int rank) {
    int all = side * side;
    int train = all / 3;
    int select = train / 2;
    return new Source(train, select, select, () -> elements(side, rank, train, select));
  }

  private static Split elements(int side, int rank, int train, int select) {
    SplitMix64 random = new SplitMix64(SEED);
    double[] factors = new double[2 * side * rank];
    Arrays.setAll(factors, i -> random.nextGaussian() / Math.sqrt(Math.sqrt(rank)));
    float[] pairs = new float[2 * side * side];
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      int row = i / side;
      int column = side + i % side;
      pairs[2 * i] = row;
      pairs[2 * i + 1] = column;
      double sum = 0;
      for (int k = 0; k < rank; k++) {
        sum += factors[row * rank + k] * factors[column * rank + k];
      }
      values[i] = (float) sum;
    }
    Split split = Split.of(new Examples(2, pairs, 1, values), train, select, select, SEED);
    float[] targets = split.train().targets();
    for (int i = 0; i < targets.length; i += 10) {
      targets[i] += random.nextInt(2) == 0 ? 10 : -10;
    }
    return split;
  }
}
