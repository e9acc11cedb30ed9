package gradus.proxies.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.proxies.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsFileTest {

  @Test
  void theShippedFileIsReadInFull() throws IOException {
    Examples digits = DigitsFile.load();
    assertThat(digits.size()).isEqualTo(1797);
    List<String> lines = lines();
    for (int row : new int[] {0, 1000, 1796}) {
      String[] cells = lines.get(row).split(",");
      assertThat(digits.targets()[row]).isEqualTo(Integer.parseInt(cells[64]));
      assertThat(digits.features()[row * 64 + 20] * 16).isEqualTo(Float.parseFloat(cells[20]));
    }
  }

  @Test
  void oneChangedBitIsRefused() throws IOException {
    byte[] bytes = bytes();
    bytes[30_000] ^= 1;
    assertThatThrownBy(() -> DigitsFile.read(bytes))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "digits\\.csv\\.gz: found SHA-256 [0-9a-f]{64}; allowed is 46abec6b[0-9a-f]{56}");
  }

  @Test
  void aMissingRowIsRefused() throws IOException {
    List<String> lines = lines();
    lines.removeLast();
    assertThatThrownBy(() -> DigitsFile.parse(lines))
        .hasMessage("digits.csv.gz: found 1796 rows; allowed is 1797");
  }

  @Test
  void aMissingColumnIsRefused() throws IOException {
    List<String> lines = lines();
    lines.set(9, lines.get(9).substring(2));
    assertThatThrownBy(() -> DigitsFile.parse(lines))
        .hasMessage("digits.csv.gz:10: found 64 columns; allowed is 65");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 17, digits.csv.gz:10:1: found '17'; allowed is a whole number 0..16",
    "0, -1, digits.csv.gz:10:1: found '-1'; allowed is a whole number 0..16",
    "63, x, digits.csv.gz:10:64: found 'x'; allowed is a whole number 0..16",
    "64, 10, digits.csv.gz:10:65: found '10'; allowed is a whole number 0..9"
  })
  void aCellOutOfRangeIsRefused(int column, String cell, String message) throws IOException {
    List<String> lines = lines();
    String[] cells = lines.get(9).split(",");
    cells[column] = cell;
    lines.set(9, String.join(",", cells));
    assertThatThrownBy(() -> DigitsFile.parse(lines)).hasMessage(message);
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = DigitsFile.class.getResourceAsStream("digits.csv.gz")) {
      return in.readAllBytes();
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        new GZIPInputStream(DigitsFile.class.getResourceAsStream("digits.csv.gz"))) {
      return new ArrayList<>(
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    }
  }
}
