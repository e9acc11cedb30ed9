package gradus.cli;

import java.lang.reflect.Proxy;

/**
 * What is done at Ctrl-C. Java has no official interface for that; the one of the module
 * jdk.unsupported is called by reflection, and where it is missing nothing changes.
 */
final class Signals {
  private Signals() {}

  static void onInterrupt(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handling);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // A second Ctrl-C then waits with the first.
    }
  }
}
