package gradus.benchmarks;

import gradus.grammar.Program;
import gradus.interpreter.RuleEngine;

/** One of our own engines. */
final class EnginePeer implements Peer {
  private final String name;
  private final String rule;
  private final RuleEngine engine;
  private final Program program;
  private final float[] weights;
  private final float[] gradients;

  EnginePeer(String name, String rule, RuleEngine engine, Program program, int n) {
    this.name = name;
    this.rule = rule;
    this.engine = engine;
    this.program = program;
    weights = new float[n];
    gradients = new float[n];
  }

  @Override
  public String engine() {
    return name;
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public void begin(float[] initial) {
    System.arraycopy(initial, 0, weights, 0, weights.length);
    engine.begin(program);
  }

  @Override
  public void gradients(float[] next) {
    System.arraycopy(next, 0, gradients, 0, gradients.length);
  }

  @Override
  public void step(double rate) {
    engine.step(weights, gradients, rate);
  }

  @Override
  public float[] weights() {
    return weights;
  }

  @Override
  public void close() {
    engine.close();
  }
}
