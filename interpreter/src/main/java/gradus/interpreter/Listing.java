package gradus.interpreter;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.graalvm.polyglot.Source;

/**
 * The text that a program was read from, for debuggers and profilers.
 *
 * @param name what to call it
 * @param text the text; the places of the program's statements are places in it
 * @param file where it lies, so that a debugger can open it
 */
public record Listing(String name, String text, Optional<Path> file) {
  /** A source of its own for each training: tools that see it forget it with its training. */
  Source source() {
    if (file.isEmpty()) {
      return Source.newBuilder(GradusLanguage.ID, text, name).cached(false).buildLiteral();
    }
    try {
      File place = file.get().toAbsolutePath().normalize().toFile();
      return Source.newBuilder(GradusLanguage.ID, place)
          .content(text)
          .mimeType(GradusLanguage.MIME_TYPE)
          .cached(false)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
