package gradus.proxies.data;

import java.util.stream.IntStream;

/**
 * The bundled handwritten digits: 8 x 8 pixels of 0..1, shuffled because the file is grouped by
 * writer.
 */
public final class Handwriting {

  /** The pixels of an image. */
  public static final int PIXELS = DigitsFile.PIXELS;

  /** The digits there are. */
  public static final int CLASSES = DigitsFile.CLASSES;

  private static final int TRAIN = 1000;
  private static final int SELECT = 400;
  private static final int TEST = DigitsFile.ROWS - TRAIN - SELECT;
  private static final long SPLIT_SEED = 1;
  private static final long NOISE_SEED = 2;

  private Handwriting() {}

  /**
   * Images with their digits.
   *
   * @return the source
   */
  public static Source digits() {
    return new Source(TRAIN, SELECT, TEST, () -> split(DigitsFile.load()));
  }

  /**
   * Images with their digits, of which some in the train part are wrong.
   *
   * @param share how many, 0..1
   * @return the source; the other parts have no wrong ones
   */
  public static Source noisy(double share) {
    return new Source(TRAIN, SELECT, TEST, () -> noisy(split(DigitsFile.load()), share));
  }

  /**
   * Images that are their own targets.
   *
   * @return the source
   */
  public static Source images() {
    return new Source(
        TRAIN,
        SELECT,
        TEST,
        () -> {
          float[] pixels = DigitsFile.load().features();
          return split(new Examples(PIXELS, pixels, PIXELS, pixels));
        });
  }

  private static Split split(Examples all) {
    return Split.of(all, TRAIN, SELECT, TEST, SPLIT_SEED);
  }

  /** The first of the shuffled train part get one of the other digits, all equally likely. */
  private static Split noisy(Split split, double share) {
    SplitMix64 random = new SplitMix64(NOISE_SEED);
    int wrong = (int) Math.round(share * TRAIN);
    float[] labels = split.train().targets().clone();
    IntStream.range(0, wrong)
        .forEach(i -> labels[i] = (labels[i] + 1 + random.nextInt(CLASSES - 1)) % CLASSES);
    Examples train = new Examples(PIXELS, split.train().features(), 1, labels);
    return new Split(train, split.select(), split.test());
  }
}
