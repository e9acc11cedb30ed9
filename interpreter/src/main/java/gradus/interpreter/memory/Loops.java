package gradus.interpreter.memory;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loops over blocks of floats, one for each elementwise function.
 *
 * <p>A loop is written once, as a template that calls some function. For each row of the table the
 * template is loaded again, as a hidden class of its own whose function is a constant: so the
 * virtual machine inlines the row into the loop and vectorises it, and a new row needs no loop.
 */
public final class Loops {
  /** A loop over one argument. */
  public interface Unary {
    /**
     * z[i] = f(x[i]).
     *
     * @param x the argument
     * @param z the result; may be x
     * @param from the first index
     * @param to the index after the last
     */
    void apply(float[] x, float[] z, int from, int to);
  }

  /** A loop over two arguments, one of which may be a number. */
  public interface Binary {
    /**
     * z[i] = f(x[i], y[i]).
     *
     * @param x the first argument
     * @param y the second argument
     * @param z the result; may be x or y
     * @param from the first index
     * @param to the index after the last
     */
    void apply(float[] x, float[] y, float[] z, int from, int to);

    /**
     * z[i] = f(x[i], y).
     *
     * @param x the first argument
     * @param y the second argument
     * @param z the result; may be x
     * @param from the first index
     * @param to the index after the last
     */
    void apply(float[] x, float y, float[] z, int from, int to);

    /**
     * z[i] = f(x, y[i]).
     *
     * @param x the first argument
     * @param y the second argument
     * @param z the result; may be y
     * @param from the first index
     * @param to the index after the last
     */
    void apply(float x, float[] y, float[] z, int from, int to);
  }

  /** A loop over three arguments. */
  public interface Ternary {
    /**
     * z[i] = f(w[i], x[i], y[i]).
     *
     * @param w the first argument
     * @param x the second argument
     * @param y the third argument
     * @param z the result; may be an argument
     * @param to the index after the last
     */
    void apply(float[] w, float[] x, float[] y, float[] z, int to);
  }

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final Map<Function, Unary> UNARY = new ConcurrentHashMap<>();
  private static final Map<Function, Binary> BINARY = new ConcurrentHashMap<>();
  private static final Map<Function, Ternary> TERNARY = new ConcurrentHashMap<>();

  private Loops() {}

  /**
   * The loop of a function.
   *
   * @param function a function defined elementwise on one argument
   * @return its loop
   */
  public static Unary unary(Function function) {
    return UNARY.computeIfAbsent(
        function,
        f -> load(Unary.class, UnaryLoop.class, ((Definition.Unary) f.definition()).fast()));
  }

  /**
   * The loop of a function.
   *
   * @param function a function defined elementwise on two arguments
   * @return its loop
   */
  public static Binary binary(Function function) {
    return BINARY.computeIfAbsent(
        function,
        f -> load(Binary.class, BinaryLoop.class, ((Definition.Binary) f.definition()).fast()));
  }

  /**
   * The loop of a function.
   *
   * @param function a function defined elementwise on three arguments
   * @return its loop
   */
  public static Ternary ternary(Function function) {
    return TERNARY.computeIfAbsent(
        function,
        f -> load(Ternary.class, TernaryLoop.class, ((Definition.Ternary) f.definition()).fast()));
  }

  private static <L> L load(Class<L> type, Class<?> template, Object operator) {
    try (InputStream code = template.getResourceAsStream(template.getSimpleName() + ".class")) {
      Class<?> copy =
          LOOKUP.defineHiddenClassWithClassData(code.readAllBytes(), operator, true).lookupClass();
      return type.cast(copy.getDeclaredConstructor().newInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load " + template, e);
    }
  }
}
