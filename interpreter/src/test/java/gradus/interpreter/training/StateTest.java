package gradus.interpreter.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Hash;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Shapes;
import gradus.interpreter.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateTest {
  /** More elements than a block of the format. */
  private static final Shapes SHAPES = new Shapes(List.of(List.of(200, 100), List.of(7)));

  private static final int LENGTH = 20_007;
  private static final Program ADAM = Texts.optimizer("adam");

  @TempDir private Path folder;

  static List<Program> optimizers() throws IOException {
    return Texts.optimizers();
  }

  /** State of every kind: numbers, leaves, rows and columns, tensors, and the count of steps. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void aTrainingGoesOnToTheSameBits(Program program) {
    SplittableRandom random = new SplittableRandom(5);
    Shapes shapes = program.name().equals("shampoo") ? new Shapes(List.of(List.of(4, 3))) : SHAPES;
    int length = program.name().equals("shampoo") ? 12 : LENGTH;
    float[] expected = floats(random, length);
    float[] actual = expected.clone();
    float[][] gradients =
        Stream.generate(() -> floats(random, length)).limit(4).toArray(float[][]::new);
    Path file = folder.resolve(program.name());
    try (Stepper whole = Stepper.of(program, shapes);
        Stepper half = Stepper.of(program, shapes)) {
      for (int step = 0; step < 4; step++) {
        whole.step(expected, gradients[step], 0.01);
      }
      half.step(actual, gradients[0], 0.01);
      half.step(actual, gradients[1], 0.01);
      half.save(file);
    }
    try (Stepper loaded = Stepper.load(program, file)) {
      assertThat(loaded.steps()).isEqualTo(2);
      loaded.step(actual, gradients[2], 0.01);
      loaded.step(actual, gradients[3], 0.01);
    }
    assertThat(Arrays.equals(actual, expected)).isTrue();
  }

  @Test
  void aByteThatIsWrongOrMissingIsNoticed() throws IOException {
    byte[] saved = saved();
    for (int i = 0; i < saved.length; i++) {
      byte[] damaged = saved.clone();
      damaged[i] ^= 4;
      refused(damaged);
      refused(Arrays.copyOf(saved, i));
    }
    Path file = folder.resolve("long");
    Files.write(file, Arrays.copyOf(saved, saved.length + 1));
    assertThatThrownBy(() -> Stepper.load(ADAM, file))
        .hasMessage(file + ": damaged state; found more behind its end");
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> Stepper.load(ADAM, new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            ProgramException.class, e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void messagesSayWhatIsWrong() {
    byte[] saved = saved();
    message(ADAM, new byte[100], "state: not the state of an optimizer");
    byte[] newer = saved.clone();
    newer[11] = 2;
    message(ADAM, newer, "state: version of the state; found 2; allowed: 1");
    message(ADAM, Arrays.copyOf(saved, 100), "state: damaged state; found its end too early");
    Program other = ADAM.set(Map.of("beta1", 0.8));
    message(
        other,
        saved,
        "state: state of another program; found hash %s; allowed: %s, that of adam as it is set"
            .formatted(Hash.of(ADAM), Hash.of(other)));
    String text = Printer.print(ADAM).replaceAll("\\bv\\b", "second");
    Program renamed = Parser.program("adam", text);
    message(
        renamed,
        saved,
        "state: state of a program with other state variables; found [m TENSOR, v TENSOR]; allowed: [m TENSOR, second TENSOR]");
    assertThatThrownBy(() -> Stepper.load(ADAM, folder.resolve("none")))
        .hasMessage(folder.resolve("none") + ": no such file");
  }

  private static void message(Program program, byte[] bytes, String message) {
    assertThatThrownBy(() -> Stepper.load(program, new ByteArrayInputStream(bytes)))
        .isInstanceOf(ProgramException.class)
        .hasMessage(message);
  }

  @Test
  void nothingIsOverwrittenAndNothingLeftBehind() throws IOException {
    try (Stepper stepper = Stepper.of(ADAM)) {
      Path file = folder.resolve("state");
      assertThatThrownBy(() -> stepper.save(file))
          .hasMessage("adam has no state before its first step");
      stepper.step(new float[3], new float[3], 1);
      stepper.save(file);
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> stepper.save(file))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(FileAlreadyExistsException.class);
      assertThat(file).hasBinaryContent(before);
      assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }
  }

  private static byte[] saved() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (Stepper stepper = Stepper.of(ADAM)) {
      stepper.step(new float[] {1, 2, 3}, new float[] {1, -1, 2}, 0.1);
      stepper.save(stream);
    }
    return stream.toByteArray();
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
