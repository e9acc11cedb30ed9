package gradus.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of the tests in a process of its own; its error stream goes to its output. */
final class ChildJvm {
  private ChildJvm() {}

  static Process start(Class<?> main, Path argument) throws IOException {
    return start(List.of(), main, argument);
  }

  static Process start(List<String> before, Class<?> main, Path argument) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    // The driver unpacks its library, and a killed process leaves it where it is.
    command.add("-Dorg.sqlite.tmpdir=" + argument.getParent());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.add(argument.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
