package gradus.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --json} and what numbers may be. */
final class Output {
  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures.")
  private Path json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Output() {}

  /** Refuses a number before any work is done. */
  void atLeast(int least, String option, int found) {
    if (found < least) {
      throw new ParameterException(
          spec.commandLine(), "%s: found %d; allowed: at least %d".formatted(option, found, least));
    }
  }

  /** Refuses a file that cannot be written before any work is done. */
  void check() {
    if (json == null) {
      return;
    }
    Path folder = json.toAbsolutePath().getParent();
    if (Files.isDirectory(json) || folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(),
          "--json: found " + json + "; allowed: a file in a folder that exists");
    }
  }

  /** Writes the figures, if they are wanted. */
  void write(Object figures) {
    if (json == null) {
      return;
    }
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
