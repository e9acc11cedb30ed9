package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserFileTest {
  private static final String SGD = "def sgd(w, g, lr):\n    return g * lr\n";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("rule.gradus");
  }

  @Test
  void aProgramIsReadInTheDialectThatIsAskedFor() throws IOException {
    Files.writeString(file, "def f(w, g, lr):\n    a = sqrt(g)\n    return a\n");
    assertThat(Printer.print(Parser.program(file, Dialect.STANDARD))).contains("a = sqrt(g)");
    assertThat(Printer.print(Parser.program(file, Dialect.PAPER))).contains("a = guarded_sqrt(g)");
  }

  @Test
  void aMistakeIsToldWithThePathOfTheFile() throws IOException {
    Files.writeString(file, "def f(w, g, lr):\n    return h\n");
    refused(file, ":2:12: unknown variable; found 'h'; allowed: w, g, lr");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    Files.writeString(file, "\ufeff" + SGD);
    assertThat(Parser.program(file, Dialect.STANDARD)).isEqualTo(Parser.program("text", SGD));
  }

  @Test
  void aMissingFileIsToldAsSuch() {
    refused(file, ": no such file");
  }

  @Test
  void aDirectoryIsNoProgram() {
    refused(directory, ": file cannot be read; found a directory");
  }

  @Test
  void aPathThroughAFileIsNoProgram() throws IOException {
    Files.writeString(file, SGD);
    assertThatThrownBy(() -> Parser.program(file.resolve("more"), Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessageStartingWith(file.resolve("more") + ": ");
  }

  @Test
  void aBinaryFileIsNoText() throws IOException {
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});
    refused(file, ": not a text in UTF-8");
  }

  @Test
  void aTextInAnotherEncodingIsNoTextInUtf8() throws IOException {
    Files.write(file, ("# Größe\n" + SGD).getBytes(StandardCharsets.ISO_8859_1));
    refused(file, ": not a text in UTF-8");
  }

  @Test
  void binaryThatHappensToBeUtf8IsAnsweredWithItsFirstCharacter() throws IOException {
    Files.write(file, new byte[] {0, 1, 2, 3, 10, 0, 7});
    refused(
        file,
        ":1:1: unknown character; found '\\u0000'; allowed: letters a to z, digits, _ and"
            + " + - * / @ < > = ( ) , : #");
  }

  @Test
  void aFileTooLargeIsNotReadToItsEnd() throws IOException {
    Files.write(file, new byte[4 * Parser.LONGEST_TEXT + 1]);
    refused(
        file, ": file too large; found more than 4194304 bytes; allowed: at most 4194304 bytes");
  }

  @Test
  void aTextTooLongIsRefused() throws IOException {
    Files.writeString(file, SGD + "#".repeat(Parser.LONGEST_TEXT));
    refused(
        file,
        ": text too long; found %d characters; allowed: at most 1048576"
            .formatted(SGD.length() + Parser.LONGEST_TEXT));
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Parser.program(file, Dialect.STANDARD))
        .isInstanceOf(ProgramException.class)
        .hasMessage(file + message);
  }
}
