package gradus.benchmarks;

import gradus.interpreter.memory.Crew;
import java.util.Arrays;

/** A loop in Java over arrays, on threads that share it as they share ours. */
final class LoopPeer implements Peer {
  private final String engine;
  private final String rule;
  private final Loop loop;
  private final Crew crew;
  private final float[] weights;
  private final float[] gradients;
  private final float[][] states;
  private float rate;
  private int steps;
  private final Crew.Work task;

  LoopPeer(String engine, String rule, Loop loop, int states, int n, int threads) {
    this.engine = engine;
    this.rule = rule;
    this.loop = loop;
    weights = new float[n];
    gradients = new float[n];
    this.states = new float[states][n];
    crew = new Crew(threads);
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
    crew.split(weights.length, 1, task);
  }

  @Override
  public float[] weights() {
    return weights;
  }

  @Override
  public void close() {
    crew.close();
  }
}
