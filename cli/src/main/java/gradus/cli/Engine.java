package gradus.cli;

/**
 * What can be told about the engines without starting them. It stands in for a facade of the
 * interpreter, which can name the runtime and the tensor backend for certain.
 */
final class Engine {
  private Engine() {}

  /** The Truffle runtime that this JVM was started for. */
  static String runtime() {
    return ModuleLayer.boot().findModule("jdk.graal.compiler").isPresent()
        ? "optimizing (Graal compiler present)"
        : "interpreter only";
  }
}
