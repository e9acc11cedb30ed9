package gradus.benchmarks;

import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.Tracer;
import gradus.library.Library;
import java.util.List;

/**
 * Whether a peer computes what the library's optimizer does: its weights after a few steps are held
 * against those of the oracle, which computes in double precision. Only elementwise optimizers are
 * measured, so the oracle need not run on more than some of the parameters.
 */
final class Effect {
  private static final int STEPS = 3;
  private static final int SAMPLES = 10_000;
  private static final int SHIFT = 7_919;

  private Effect() {}

  /**
   * Runs a peer.
   *
   * @param rate large enough that a step that is left out would be seen
   * @throws WrongEffect if its weights differ
   */
  static void check(Peer peer, float[] weights, float[] gradients, double rate) {
    int n = weights.length;
    int samples = Math.min(n, SAMPLES);
    double[] sampled = new double[samples];
    for (int i = 0; i < samples; i++) {
      sampled[i] = weights[place(i, samples, n)];
    }
    Program program = Library.optimizer(peer.rule()).program();
    double[] expected = sampled;
    float[] turned = new float[n];
    try (Tracer oracle =
        Tracer.Tier.ORACLE.begin(
            program, Shapes.vectors(List.of(samples)), new double[][] {sampled})) {
      peer.begin(weights);
      for (int step = 0; step < STEPS; step++) {
        // Other gradients in each step, so that the sign of a momentum may change.
        int shift = (int) ((long) step * SHIFT % n);
        System.arraycopy(gradients, 0, turned, shift, n - shift);
        System.arraycopy(gradients, n - shift, turned, 0, shift);
        double[] some = new double[samples];
        for (int i = 0; i < samples; i++) {
          some[i] = turned[place(i, samples, n)];
        }
        expected = oracle.step(new double[][] {some}, rate).weights()[0];
        peer.gradients(turned);
        peer.step(rate);
      }
    }
    float[] found = peer.weights();
    for (int i = 0; i < samples; i++) {
      float value = found[place(i, samples, n)];
      if (!(Math.abs(value - expected[i]) <= peer.tolerance() * (1 + Math.abs(expected[i])))) {
        throw new WrongEffect(
            "%s computes another %s: weight %d of %d is %s after %d steps; the oracle says %s"
                .formatted(
                    peer.engine(),
                    peer.rule(),
                    place(i, samples, n),
                    n,
                    value,
                    STEPS,
                    expected[i]));
      }
    }
  }

  private static int place(int sample, int samples, int n) {
    return (int) ((long) sample * n / samples);
  }

  /** A peer that computes something else; its figures would mean nothing. */
  static final class WrongEffect extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongEffect(String message) {
      super(message);
    }
  }
}
