package gradus.proxies.data;

import gradus.proxies.DataException;
import gradus.proxies.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 28 x 28 grey pixels, ten kinds of clothes, 60,000
 * images of which the select part is cut and 10,000 for the test part.
 */
public final class Fashion {

  /** The pixels along a side. */
  public static final int SIDE = 28;

  /** The kinds of clothes. */
  public static final int CLASSES = 10;

  private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";
  private static final long SPLIT_SEED = 1;
  private static final int PIXELS = SIDE * SIDE;

  /** Mean and standard deviation of the pixels of the 60,000, of 0..1. */
  private static final float MEAN = 0.2860f;

  private static final float DEVIATION = 0.3530f;

  private static final Map<List<Path>, Images> LOADED = new ConcurrentHashMap<>();

  private Fashion() {}

  /**
   * Images with their kinds.
   *
   * @param train how many to train on
   * @param select how many to compare on; the same images whatever the other sizes
   * @param test how many to look at once
   * @return the source
   */
  public static Source source(int train, int select, int test) {
    return new Source(
        train, select, test, () -> LOADED.computeIfAbsent(Folders.folders(DEBIAN), Fashion::load));
  }

  private static Images load(List<Path> folders) {
    return new Images(
        read(
            folders,
            "train-images-idx3-ubyte",
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        read(
            folders,
            "train-labels-idx1-ubyte",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        read(
            folders,
            "t10k-images-idx3-ubyte",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        read(
            folders,
            "t10k-labels-idx1-ubyte",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));
  }

  private static byte[] read(List<Path> folders, String name, String digest) {
    Path file =
        Folders.find(folders, name, name + ".gz")
            .orElseThrow(() ->
                new DataException(
                    "fashion: no %s or %s.gz in %s; install Debian's dataset-fashion-mnist, or"
                            .formatted(name, name, folders.getFirst())
                        + " name a folder that has the four files of Fashion-MNIST by --data"
                        + " DIR or "
                        + Folders.VARIABLE));
    return Idx.read(file, digest);
  }

  /** Numbers of images in the order of the split; the select part is taken from the end. */
  private record Images(
      byte[] images, byte[] labels, byte[] testImages, byte[] testLabels, int[] order)
      implements Data {

    Images(byte[] images, byte[] labels, byte[] testImages, byte[] testLabels) {
      this(images, labels, testImages, testLabels, IntStream.range(0, labels.length).toArray());
      new SplitMix64(SPLIT_SEED).shuffle(order);
    }

    @Override
    public void copy(Part part, int number, float[] inputs, int from, float[] targets, int to) {
      switch (part) {
        case TRAIN -> copy(images, labels, order[number], inputs, from, targets, to);
        case SELECT ->
            copy(images, labels, order[order.length - 1 - number], inputs, from, targets, to);
        case TEST -> copy(testImages, testLabels, number, inputs, from, targets, to);
      }
    }

    private static void copy(
        byte[] images,
        byte[] labels,
        int number,
        float[] inputs,
        int from,
        float[] targets,
        int to) {
      int at = number * PIXELS;
      for (int i = 0; i < PIXELS; i++) {
        inputs[from + i] = ((images[at + i] & 0xff) / 255f - MEAN) / DEVIATION;
      }
      targets[to] = labels[number];
    }
  }
}
