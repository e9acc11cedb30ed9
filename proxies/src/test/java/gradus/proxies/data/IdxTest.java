package gradus.proxies.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.proxies.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

  /** Two pictures of one by three pixels. */
  private static final byte[] FILE =
      ByteBuffer.allocate(22)
          .putInt(0x803)
          .putInt(2)
          .putInt(1)
          .putInt(3)
          .put(new byte[] {1, 2, 3, 4, 5, -1})
          .array();

  @TempDir private Path folder;

  @Test
  void theElementsLieBehindTheHeader() throws IOException {
    byte[] elements = {1, 2, 3, 4, 5, -1};
    Path plain = Files.write(folder.resolve("x"), FILE);
    assertThat(Idx.read(plain, Digest.of(FILE))).containsExactly(elements);
    Path compressed = Files.write(folder.resolve("x.gz"), gzip(FILE));
    assertThat(Idx.read(compressed, Digest.of(FILE))).containsExactly(elements);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 0; length < FILE.length; length++) {
      byte[] cut = Arrays.copyOf(FILE, length);
      assertThatThrownBy(() -> Idx.elements("x", cut, Digest.of(cut)))
          .as("%d", length)
          .isInstanceOf(DataException.class)
          .hasMessageMatching("x: found .*; get the file again");
    }
    byte[] packed = gzip(FILE);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> Idx.read(Files.write(folder.resolve("y.gz"), cut), Digest.of(FILE)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("get the file again");
    }
  }

  @Test
  void oneOtherPixelIsRefused() {
    byte[] other = FILE.clone();
    other[20]++;
    assertThatThrownBy(() -> Idx.elements("x", other, Digest.of(FILE)))
        .isInstanceOf(DataException.class)
        .hasMessageMatching("x: found SHA-256 [0-9a-f]{64}; allowed is [0-9a-f]{64}");
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
