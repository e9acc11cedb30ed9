package gradus.proxies;

import gradus.proxies.data.Data;
import gradus.proxies.data.SplitMix64;
import gradus.proxies.engine.Loss;
import gradus.proxies.engine.Model;
import gradus.proxies.engine.Shape;
import java.util.Arrays;

/** The training of a network on examples. */
final class Learning implements Training {

  private final Supervised task;
  private final Data data;
  private final Model model;
  private final Loss.Judge loss;
  private final int depth;
  private final int rows;
  private final float[] targets;
  private final int[] order;
  private SplitMix64 random = new SplitMix64(0);
  private int position;

  Learning(Supervised task) {
    this.task = task;
    data = task.source().data().get();
    model = Model.of(task.network(), task.input(), task.batch());
    loss = task.loss().open(model.output());
    Shape output = task.network().output(task.input());
    depth = task.loss().targets(output);
    rows = output.positions();
    targets = new float[Math.multiplyExact(task.batch(), depth)];
    order = new int[task.size(Part.TRAIN)];
    start(0);
  }

  @Override
  public float[] weights() {
    return model.weights();
  }

  @Override
  public float[] gradients() {
    return model.gradients();
  }

  @Override
  public void start(long seed) {
    SplitMix64 source = new SplitMix64(seed);
    task.network().initialise(task.input(), model.weights(), source::nextGaussian);
    Arrays.fill(model.gradients(), 0);
    random = new SplitMix64(source.nextLong());
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    position = order.length;
  }

  @Override
  public double nextGradients() {
    for (int row = 0; row < task.batch(); row++) {
      copy(Part.TRAIN, nextExample(), row);
    }
    model.pass().forward();
    double sum = loss.differentiate(targets, task.batch() * rows);
    model.pass().backward();
    return sum / (task.batch() * rows);
  }

  private void copy(Part part, int number, int row) {
    float[] inputs = model.input().values().values();
    data.copy(part, number, inputs, row * task.input().size(), targets, row * depth);
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
    double sum = 0;
    long correct = 0;
    int size = task.size(part);
    for (int from = 0; from < size; from += task.batch()) {
      // Examples are independent: those behind the last are computed and not looked at.
      int count = Math.min(task.batch(), size - from);
      for (int row = 0; row < count; row++) {
        copy(part, from + row, row);
      }
      model.pass().forward();
      sum += loss.differentiate(targets, count * rows);
      correct += loss.correct(targets, count * rows);
    }
    double all = (double) size * rows;
    return new Score(sum / all, correct / all);
  }
}
