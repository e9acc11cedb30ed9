package gradus.proxies;

import java.util.List;

/**
 * Handwritten digits, 8 x 8 pixels scaled to 0..1, told apart by a perceptron 64-64-10 with ReLU:
 * 4,810 parameters, softmax cross entropy, He initialisation. The 1,797 images are split once and
 * for all, shuffled because the file is grouped by writer.
 *
 * <p>Data: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine
 * Learning Repository, 1998, CC BY 4.0.
 *
 * @param batch the number of examples in a step, at least 1
 */
public record Digits(int batch) implements Task {

  private static final int TRAIN = 1000;
  private static final int SELECT = 400;
  private static final int HIDDEN = 64;
  private static final long SPLIT_SEED = 1;

  private static final Network NETWORK =
      Network.of(
          new Dense("hidden", DigitsFile.PIXELS, HIDDEN),
          new Relu(HIDDEN),
          new Dense("output", HIDDEN, DigitsFile.CLASSES));

  /** Refuses a batch without examples or larger than the train part. */
  public Digits {
    if (batch < 1 || batch > TRAIN) {
      throw new IllegalArgumentException(
          "digits: found batch %d; allowed are 1..%d".formatted(batch, TRAIN));
    }
  }

  /** The task with batches of 64. */
  public Digits() {
    this(64);
  }

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String description() {
    return "handwritten digits of 8 x 8 pixels, perceptron 64-64-10";
  }

  @Override
  public List<Tensor> tensors() {
    return NETWORK.tensors();
  }

  @Override
  public int steps() {
    return 400;
  }

  @Override
  public int size(Part part) {
    return switch (part) {
      case TRAIN -> TRAIN;
      case SELECT -> SELECT;
      case TEST -> DigitsFile.ROWS - TRAIN - SELECT;
    };
  }

  @Override
  public Training training() {
    return new Classification(NETWORK, split(), batch);
  }

  /** The three parts, read afresh; a search opens few trainings and makes many in each. */
  static Split split() {
    return Split.of(DigitsFile.load(), TRAIN, SELECT, SPLIT_SEED);
  }
}
