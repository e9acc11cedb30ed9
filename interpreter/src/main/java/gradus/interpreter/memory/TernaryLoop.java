package gradus.interpreter.memory;

import gradus.grammar.Definition.FloatTernary;

/** The template of loops over three arguments; see {@link Loops}. */
final class TernaryLoop implements Loops.Ternary {
  private static final FloatTernary FUNCTION =
      ClassData.of(java.lang.invoke.MethodHandles.lookup());

  TernaryLoop() {}

  @Override
  public void apply(float[] w, float[] x, float[] y, float[] z, int to) {
    for (int i = 0; i < to; i++) {
      z[i] = FUNCTION.apply(w[i], x[i], y[i]);
    }
  }
}
