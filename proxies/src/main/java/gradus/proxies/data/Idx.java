package gradus.proxies.data;

import gradus.proxies.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Files of bytes in the format IDX of the MNIST family, compressed or not. */
final class Idx {

  /** Two zeros, the type of unsigned bytes, then the number of dimensions. */
  private static final int BYTES = 0x08;

  private Idx() {}

  /**
   * The elements of a file.
   *
   * @param digest SHA-256 of the whole file, not compressed
   */
  static byte[] read(Path file, String digest) {
    byte[] all;
    try {
      all = Files.readAllBytes(file);
      if (file.getFileName().toString().endsWith(".gz")) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(all))) {
          all = in.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new DataException(file + ": " + e.getMessage() + "; get the file again", e);
    }
    return elements(file.toString(), all, digest);
  }

  /** The elements behind the header, which has the extent of every dimension. */
  static byte[] elements(String name, byte[] all, String digest) {
    ByteBuffer header = ByteBuffer.wrap(all);
    int magic = all.length < Integer.BYTES ? -1 : header.getInt();
    int dimensions = magic - (BYTES << 8);
    if (dimensions < 1 || dimensions > 3 || header.remaining() < dimensions * Integer.BYTES) {
      throw new DataException(
          "%s: found no header of an IDX file of bytes; get the file again".formatted(name));
    }
    long size = 1;
    for (int i = 0; i < dimensions; i++) {
      size *= header.getInt();
    }
    if (size != header.remaining()) {
      throw new DataException(
          "%s: found %d bytes; the header says %d; get the file again"
              .formatted(name, header.remaining(), size));
    }
    String found = Digest.of(all);
    if (!found.equals(digest)) {
      throw new DataException("%s: found SHA-256 %s; allowed is %s".formatted(name, found, digest));
    }
    return Arrays.copyOfRange(all, header.position(), all.length);
  }
}
