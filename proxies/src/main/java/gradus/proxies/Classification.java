package gradus.proxies;

import java.util.Arrays;

/** The training of a network that classifies rows of features. */
final class Classification implements Training {

  private final Network network;
  private final Split data;
  private final float[] weights;
  private final float[] gradients;
  private final Network.Pass pass;
  private final CrossEntropy loss;
  private final int[] labels;
  private final int[] order;
  private SplitMix64 random = new SplitMix64(0);
  private int position;

  Classification(Network network, Split data, int batch) {
    this.network = network;
    this.data = data;
    int parameters = network.tensors().stream().mapToInt(Tensor::size).sum();
    weights = new float[parameters];
    gradients = new float[parameters];
    pass = network.open(weights, gradients, batch);
    loss = new CrossEntropy(pass.output());
    labels = new int[batch];
    order = new int[data.train().size()];
    start(0);
  }

  @Override
  public float[] weights() {
    return weights;
  }

  @Override
  public float[] gradients() {
    return gradients;
  }

  @Override
  public void start(long seed) {
    SplitMix64 source = new SplitMix64(seed);
    network.initialise(weights, source);
    Arrays.fill(gradients, 0);
    random = new SplitMix64(source.nextLong());
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    position = order.length;
  }

  @Override
  public double nextGradients() {
    for (int row = 0; row < labels.length; row++) {
      data.train().copy(nextExample(), pass.input().values().values(), labels, row);
    }
    pass.forward();
    double sum = loss.differentiate(labels, labels.length);
    pass.backward();
    return sum / labels.length;
  }

  /** Every example once, then all of them again in another order. */
  private int nextExample() {
    if (position == order.length) {
      random.shuffle(order);
      position = 0;
    }
    return order[position++];
  }

  @Override
  public Score score(Part part) {
    Examples examples = data.part(part);
    double sum = 0;
    int correct = 0;
    for (int from = 0; from < examples.size(); from += labels.length) {
      // Rows are independent: those behind the last example are computed and not looked at.
      int rows = Math.min(labels.length, examples.size() - from);
      for (int row = 0; row < rows; row++) {
        examples.copy(from + row, pass.input().values().values(), labels, row);
      }
      pass.forward();
      sum += loss.differentiate(labels, rows);
      correct += loss.correct(labels, rows);
    }
    return new Score(sum / examples.size(), (double) correct / examples.size());
  }
}
