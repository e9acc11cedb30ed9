package gradus.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, which can be killed and held to limits. */
final class ChildCli {
  private ChildCli() {}

  /** Starts a command; its output and its complaints are one stream. */
  static Process start(List<String> before, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // Starts sooner, and leaves no file of its own in the directory for temporary ones.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs a command to its end. */
  static Cli run(List<String> before, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(before, arguments);
    String output = new String(process.getInputStream().readAllBytes());
    return new Cli(process.waitFor(), output, output);
  }
}
