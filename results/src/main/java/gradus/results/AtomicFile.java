package gradus.results;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that are there whole or not at all, whatever interrupts their writing. */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes text as UTF-8 beside the file, then puts it in the place of the file in one step. */
  static void write(Path file, String text) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      // A stream and not a channel: a channel closes itself when its thread is interrupted.
      try (FileOutputStream stream = new FileOutputStream(temporary.toFile())) {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.getFD().sync();
      }
      move(temporary, file);
    } catch (IOException e) {
      temporary.toFile().delete(); // what is there of it may be what fills the disk
      throw failure(file, "cannot be written", e);
    }
  }

  /** Renames a file within its directory, replacing what has that name; durable on return. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(to.toAbsolutePath().getParent(), READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Some systems cannot open a directory; there the rename is as durable as they make it.
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw RunException.of(
          file,
          "damaged, not a text in UTF-8",
          "delete it, and 'gradus resume' writes it again",
          e);
    } catch (IOException e) {
      throw failure(file, "cannot be read", e);
    }
  }

  static RunException failure(Path where, String what, IOException cause) {
    String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return RunException.of(
        where,
        what + " (" + reason + ")",
        "check its permissions and the space on its disk",
        cause);
  }
}
