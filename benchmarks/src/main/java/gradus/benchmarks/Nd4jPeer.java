package gradus.benchmarks;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Optimizers in ND4J. Two are written as its users write them: one operation after the other, in
 * place, results in arrays that are kept. The third is its own Adam.
 */
abstract sealed class Nd4jPeer implements Peer {
  private final String engine;
  private final String rule;

  /** The weights. */
  final INDArray weights;

  /** The gradients. */
  final INDArray gradients;

  /** The first and the second running mean. */
  final INDArray[] means;

  /** Room for results. */
  final INDArray[] spare;

  private Nd4jPeer(String engine, String rule, int n, int states, int spares) {
    this.engine = engine;
    this.rule = rule;
    weights = zeros(n);
    gradients = zeros(n);
    means = zeros(n, states);
    spare = zeros(n, spares);
  }

  private static INDArray zeros(int n) {
    return Nd4j.zeros(DataType.FLOAT, n);
  }

  private static INDArray[] zeros(int n, int count) {
    INDArray[] arrays = new INDArray[count];
    java.util.Arrays.setAll(arrays, i -> zeros(n));
    return arrays;
  }

  @Override
  public final String engine() {
    return engine;
  }

  @Override
  public final String rule() {
    return rule;
  }

  @Override
  public void begin(float[] initial) {
    set(weights, initial);
    for (INDArray mean : means) {
      mean.assign(0);
    }
  }

  @Override
  public final void gradients(float[] next) {
    set(gradients, next);
  }

  private static void set(INDArray array, float[] values) {
    try (INDArray copy = Nd4j.createFromArray(values)) {
      array.assign(copy);
    }
  }

  @Override
  public final float[] weights() {
    return weights.toFloatVector();
  }

  /** mean = beta * mean + (1 - beta) * x, with room for one result. */
  static void decay(INDArray mean, INDArray x, double beta, INDArray room) {
    mean.muli(beta);
    mean.addi(x.muli(1 - beta, room));
  }

  @Override
  public void close() {
    weights.close();
    gradients.close();
    for (INDArray mean : means) {
      mean.close();
    }
    for (INDArray room : spare) {
      room.close();
    }
  }

  /** Lion. */
  static final class Lion extends Nd4jPeer {
    Lion(int n) {
      super("nd4j", "lion", n, 1, 2);
    }

    @Override
    public void step(double rate) {
      INDArray update = means[0].muli(0.9, spare[0]);
      update.addi(gradients.muli(0.1, spare[1]));
      Transforms.sign(update, false);
      decay(means[0], gradients, 0.99, spare[1]);
      update.muli(rate);
      weights.muli(1 - 0.1 * rate);
      weights.subi(update);
    }
  }

  /** AdamW. */
  static final class AdamW extends Nd4jPeer {
    private int steps;

    AdamW(int n) {
      super("nd4j", "adamw", n, 2, 2);
    }

    @Override
    public void begin(float[] initial) {
      super.begin(initial);
      steps = 0;
    }

    @Override
    public void step(double rate) {
      steps++;
      decay(means[0], gradients, 0.9, spare[0]);
      decay(means[1], gradients.muli(gradients, spare[0]), 0.999, spare[1]);
      INDArray root = means[1].muli(1 / (1 - Math.pow(0.999, steps)), spare[0]);
      Transforms.sqrt(root, false);
      root.addi(1e-8);
      INDArray update = means[0].muli(rate / (1 - Math.pow(0.9, steps)), spare[1]);
      update.divi(root);
      weights.muli(1 - 0.01 * rate);
      weights.subi(update);
    }
  }

  /**
   * ND4J's own AdamUpdater. It has no decoupled decay, so it is held against Adam and moves a
   * little less memory than AdamW; and it adds eps before the correction of the bias. It overwrites
   * the gradient, so it works on a copy.
   */
  static final class Updater extends Nd4jPeer {
    private final GradientUpdater<?>[] updater = new GradientUpdater<?>[1];
    private final INDArray view;
    private final Adam settings = new Adam(1e-3, 0.9, 0.999, 1e-8);
    private int steps;

    Updater(int n) {
      super("nd4j-updater", "adam", n, 0, 1);
      view = Nd4j.zeros(DataType.FLOAT, 1, 2L * n);
    }

    @Override
    public void begin(float[] initial) {
      super.begin(initial);
      view.assign(0);
      updater[0] = settings.instantiate(view, true);
      steps = 0;
    }

    @Override
    public void step(double rate) {
      settings.setLearningRate(rate);
      INDArray update = spare[0].assign(gradients);
      updater[0].applyUpdater(update, steps++, 0);
      weights.subi(update);
    }

    /** Where the gradient is as small as eps, its place in the formula is seen. */
    @Override
    public double tolerance() {
      return 1e-3;
    }

    @Override
    public void close() {
      super.close();
      view.close();
    }
  }
}
