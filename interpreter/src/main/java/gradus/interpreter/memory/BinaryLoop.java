package gradus.interpreter.memory;

import gradus.grammar.Definition.FloatBinary;

/** The template of loops over two arguments; see {@link Loops}. */
final class BinaryLoop implements Loops.Binary {
  private static final FloatBinary FUNCTION = ClassData.of(java.lang.invoke.MethodHandles.lookup());

  BinaryLoop() {}

  @Override
  public void apply(float[] x, float[] y, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = FUNCTION.apply(x[i], y[i]);
    }
  }

  @Override
  public void apply(float[] x, float y, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = FUNCTION.apply(x[i], y);
    }
  }

  @Override
  public void apply(float x, float[] y, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = FUNCTION.apply(x, y[i]);
    }
  }
}
