package gradus.interpreter.memory;

import gradus.grammar.Definition.FloatUnary;

/** The template of loops over one argument; see {@link Loops}. */
final class UnaryLoop implements Loops.Unary {
  private static final FloatUnary FUNCTION = ClassData.of(java.lang.invoke.MethodHandles.lookup());

  UnaryLoop() {}

  @Override
  public void apply(float[] x, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = FUNCTION.apply(x[i]);
    }
  }
}
