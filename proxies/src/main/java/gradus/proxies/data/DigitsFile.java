package gradus.proxies.data;

import gradus.proxies.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The digits as they ship: 1,797 rows of 64 pixels 0..16 and a label 0..9, comma-separated and
 * compressed. Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine
 * Learning Repository, 1998, CC BY 4.0.
 */
final class DigitsFile {

  static final int ROWS = 1797;
  static final int PIXELS = 64;
  static final int LARGEST_PIXEL = 16;
  static final int CLASSES = 10;

  private static final String NAME = "digits.csv.gz";
  private static final String DIGEST =
      "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a";

  private DigitsFile() {}

  /** Reads the resource; a damaged one is refused with an {@link DataException}. */
  static Examples load() {
    try (InputStream resource = DigitsFile.class.getResourceAsStream(NAME)) {
      if (resource == null) {
        throw damaged("", "nothing", "the file beside the class");
      }
      return read(resource.readAllBytes());
    } catch (IOException e) {
      throw new DataException(NAME + ": " + e.getMessage(), e);
    }
  }

  /** Checks the compressed bytes as a whole, then every row. */
  static Examples read(byte[] compressed) {
    String digest = Digest.of(compressed);
    if (!digest.equals(DIGEST)) {
      throw damaged("", "SHA-256 " + digest, DIGEST);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    } catch (IOException e) {
      throw new DataException(NAME + ": " + e.getMessage(), e);
    }
  }

  /** Pixels become 0..1: blank paper stays 0, and no statistics of the held-out parts leak in. */
  static Examples parse(List<String> lines) {
    if (lines.size() != ROWS) {
      throw damaged("", lines.size() + " rows", String.valueOf(ROWS));
    }
    float[] features = new float[ROWS * PIXELS];
    float[] labels = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      String[] cells = lines.get(row).split(",", -1);
      if (cells.length != PIXELS + 1) {
        throw damaged(":" + (row + 1), cells.length + " columns", String.valueOf(PIXELS + 1));
      }
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        features[row * PIXELS + pixel] =
            (float) number(cells, row, pixel, LARGEST_PIXEL) / LARGEST_PIXEL;
      }
      labels[row] = number(cells, row, PIXELS, CLASSES - 1);
    }
    return new Examples(PIXELS, features, 1, labels);
  }

  private static int number(String[] cells, int row, int column, int largest) {
    String cell = cells[column];
    int number = cell.matches("[0-9]{1,2}") ? Integer.parseInt(cell) : -1;
    if (number < 0 || number > largest) {
      throw damaged(
          ":" + (row + 1) + ":" + (column + 1), "'" + cell + "'", "a whole number 0.." + largest);
    }
    return number;
  }

  private static DataException damaged(String where, String found, String allowed) {
    return new DataException(
        "%s%s: found %s; allowed is %s".formatted(NAME, where, found, allowed));
  }
}
