package gradus.cli;

/**
 * Brings the Vector API into the running JVM.
 *
 * <p>{@code --add-modules jdk.incubator.vector} does the same, but warns on standard error at every
 * start, and no option silences that. The launcher therefore exports {@code jdk.internal.module} to
 * us, and the JDK's own way of loading a module late is used; compiled code is the same either way.
 */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /**
   * Loads the module, unless the JVM was started with it. Must come before the first class that
   * uses it.
   */
  static void load() {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return;
    }
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the Vector API is not to be had; start java with --add-modules " + NAME, e);
    }
  }
}
