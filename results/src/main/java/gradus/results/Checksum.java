package gradus.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * CRC-32 over the content of a row, stored with it. SQLite notices damage to the structure of its
 * file but not to the values in it.
 */
final class Checksum {
  private final CRC32 crc = new CRC32();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  static long of(Candidate candidate) {
    Checksum checksum = new Checksum();
    candidate.losses().forEach(loss -> checksum.add(Double.doubleToLongBits(loss)));
    return checksum
        .add(candidate.losses().size())
        .add(candidate.number())
        .add(candidate.parent())
        .add(candidate.mutation())
        .add(candidate.program())
        .add(candidate.hash())
        .add(candidate.outcome())
        .add(Double.doubleToLongBits(candidate.fitness()))
        .add(candidate.cached() ? 1 : 0)
        .add(candidate.statements())
        .add(candidate.redundantStatements())
        .add(candidate.invalidChildren())
        .crc
        .getValue();
  }

  static long of(String key, String value) {
    return new Checksum().add(key).add(value).crc.getValue();
  }

  private Checksum add(long value) {
    crc.update(number.clear().putLong(value).flip());
    return this;
  }

  /** The length goes first, so that text moved from one column to the next is another content. */
  private Checksum add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    crc.update(bytes);
    return this;
  }
}
