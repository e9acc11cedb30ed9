package gradus.interpreter.training;

import gradus.grammar.Kind;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bytes of a saved state. All numbers are big-endian, texts are as {@link
 * java.io.DataOutput#writeUTF} writes them:
 *
 * <pre>
 * magic     8 bytes: "GRADUSST"
 * version   int: 1
 * length    int: bytes of the header, at most 16,777,216
 * header    text: the hash of the program with its hyperparameters; int: steps taken
 *           int: tensors; for each of them int: dimensions, and an int for each extent
 *           int: states; for each of them its name and its kind as texts
 * checksum  int: CRC-32C of magic, version, length and header
 * states    one after another: a float for each element, or a double for each number where the
 *           kind is NUMBER (one number) or LEAF (one for each tensor)
 * checksum  int: CRC-32C of the states
 * </pre>
 */
final class StateFormat {
  static final long MAGIC = 0x4752414455535354L;
  static final int VERSION = 1;
  static final int LONGEST_HEADER = 1 << 24;

  private StateFormat() {}

  /** Whether a state is kept in double precision: where it is one number, or one for a tensor. */
  static boolean isSmall(Kind kind) {
    return !kind.isArray();
  }

  static ProgramException refused(String name, String what, String found, String allowed) {
    return new ProgramException(List.of(Problem.of(name, what, found, allowed)));
  }

  /** Reads a file, to its end. */
  static <T extends AutoCloseable> T open(Path file, Function<InputStream, T> reader) {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      T result = reader.apply(stream);
      if (stream.read() >= 0) {
        close(result);
        throw refused(file.toString(), "damaged state", "more behind its end", "");
      }
      return result;
    } catch (NoSuchFileException e) {
      throw refused(file.toString(), "no such file", "", "");
    } catch (IOException e) {
      throw refused(file.toString(), "file cannot be read", String.valueOf(e.getMessage()), "");
    }
  }

  private static void close(AutoCloseable result) {
    try {
      result.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a new file beside its place, then gives it its name. */
  static void create(Path file, Consumer<OutputStream> writer) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      try (FileOutputStream stream = new FileOutputStream(temporary.toFile())) {
        OutputStream buffered = new BufferedOutputStream(stream);
        writer.accept(buffered);
        buffered.flush();
        stream.getFD().sync();
      }
      Files.move(temporary, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      temporary.toFile().delete(); // there only if something failed
    }
  }
}
