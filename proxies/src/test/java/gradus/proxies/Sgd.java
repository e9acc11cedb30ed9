package gradus.proxies;

/** Plain gradient descent: {@code w = w - lr * g}. */
record Sgd() implements UpdateRule {

  @Override
  public void step(float[] weights, float[] gradients, double learningRate, int step) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= (float) (learningRate * gradients[i]);
    }
  }
}
