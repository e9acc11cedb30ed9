package gradus.benchmarks;

import java.util.Arrays;

/** A loop in Java over arrays, on as many threads as are worth it. */
final class LoopPeer implements Peer {
  private final String engine;
  private final String rule;
  private final Loop loop;
  private final Slices slices;
  private final float[] weights;
  private final float[] gradients;
  private final float[][] states;
  private float rate;
  private int steps;
  private final Slices.Task task;

  LoopPeer(String engine, String rule, Loop loop, int states, int n, int threads) {
    this.engine = engine;
    this.rule = rule;
    this.loop = loop;
    weights = new float[n];
    gradients = new float[n];
    this.states = new float[states][n];
    slices = new Slices(n, threads);
    task = this::slice;
  }

  private void slice(int from, int to) {
    loop.run(weights, gradients, states, from, to, rate, steps);
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public void begin(float[] initial) {
    System.arraycopy(initial, 0, weights, 0, weights.length);
    for (float[] state : states) {
      Arrays.fill(state, 0);
    }
    steps = 0;
  }

  @Override
  public void gradients(float[] next) {
    System.arraycopy(next, 0, gradients, 0, gradients.length);
  }

  @Override
  public void step(double next) {
    rate = (float) next;
    steps++;
    slices.run(task);
  }

  @Override
  public float[] weights() {
    return weights;
  }

  @Override
  public void close() {
    slices.close();
  }
}
