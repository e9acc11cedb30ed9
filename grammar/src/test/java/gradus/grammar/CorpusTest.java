package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts with what must become of them: beside each program of {@code valid} stands how it is
 * printed, beside each mistake of {@code invalid} the whole message. Texts whose name begins with
 * {@code paper} are read in the dialect of the paper.
 */
class CorpusTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  static List<Path> valid() throws IOException {
    return texts("valid");
  }

  static List<Path> invalid() throws IOException {
    return texts("invalid");
  }

  private static List<Path> texts(String directory) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(".gradus")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void aValidTextIsPrintedAsExpected(Path file) {
    assertThat(Printer.print(read(file))).isEqualTo(golden(file, ".printed"));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsPrintedIsTheSameProgram(Path file) {
    String printed = golden(file, ".printed");
    assertThat(Parser.program("printed", printed)).isEqualTo(read(file));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void formattingKeepsTheProgramAndIsDoneOnce(Path file) {
    String formatted = Formatter.format("text", Parser.text(file), dialect(file));
    assertThat(Parser.program("formatted", formatted, dialect(file), Functions.standard()))
        .isEqualTo(read(file));
    assertThat(Formatter.format("formatted", formatted, dialect(file))).isEqualTo(formatted);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void anInvalidTextIsAnsweredWithEveryProblem(Path file) {
    ProgramException answer = catchThrowableOfType(ProgramException.class, () -> read(file));
    assertThat(answer).as("accepted").isNotNull();
    assertThat(answer.getMessage() + "\n").isEqualTo(golden(file, ".errors"));
  }

  private static Program read(Path file) {
    String name = file.getFileName().toString();
    return Parser.program(name, Parser.text(file), dialect(file), Functions.standard());
  }

  private static Dialect dialect(Path file) {
    return file.getFileName().toString().startsWith("paper") ? Dialect.PAPER : Dialect.STANDARD;
  }

  private static String golden(Path file, String ending) {
    try {
      return Files.readString(Path.of(file.toString().replace(".gradus", ending)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
