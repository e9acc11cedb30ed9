package gradus.benchmarks;

/**
 * Something that runs steps of one optimizer on one model of one tensor. One instance keeps its own
 * weights, gradients and state.
 */
interface Peer extends AutoCloseable {
  /** What tables call it. */
  String engine();

  /** The optimizer of the library that it computes. */
  String rule();

  /** Begins a training: weights as given, state zero. */
  void begin(float[] weights);

  /** The gradients of the steps to come. */
  void gradients(float[] gradients);

  /** One step. */
  void step(double rate);

  /** The weights now, in an array that may be its own. */
  float[] weights();

  /** How far its weights may be from the oracle's: the rounding of a few operations on floats. */
  default double tolerance() {
    return 4e-6;
  }

  @Override
  void close();
}
