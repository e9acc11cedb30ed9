package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotesWhatNeedsIt() {
    assertThat(Csv.line(List.of("a", "b c", "", "1,2", "say \"x\"", "two\nlines")))
        .isEqualTo("a,b c,,\"1,2\",\"say \"\"x\"\"\",\"two\nlines\"\n");
  }

  /** The examples of RFC 4180, section 2, in its line ends and in ours. */
  @Test
  void readsTheExamplesOfTheStandard() {
    String text = "aaa,\"b\r\nbb\",\"c\"\"c\"\r\nzzz,yyy,xxx\nlast,,";
    assertThat(Csv.parse(text))
        .containsExactly(
            List.of("aaa", "b\r\nbb", "c\"c"),
            List.of("zzz", "yyy", "xxx"),
            List.of("last", "", ""));
  }

  @Test
  void readsWhatItWrites() {
    Random random = new Random(1);
    String alphabet = "a,\"\n\r é";
    for (int i = 0; i < 2000; i++) {
      List<List<String>> table = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int row = 0; row < 3; row++) {
        List<String> fields = new ArrayList<>();
        for (int field = random.nextInt(1, 4); field > 0; field--) {
          StringBuilder characters = new StringBuilder();
          for (int length = random.nextInt(5); length > 0; length--) {
            characters.append(alphabet.charAt(random.nextInt(alphabet.length())));
          }
          fields.add(characters.toString());
        }
        table.add(fields);
        text.append(Csv.line(fields));
      }
      assertThat(Csv.parse(text.toString())).isEqualTo(table);
    }
  }

  @Test
  void refusesTextAfterAQuotation() {
    assertThatThrownBy(() -> Csv.parse("\"a\"b\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text after a closing quotation mark");
  }
}
