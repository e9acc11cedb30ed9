package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  private int handle(Throwable failure, boolean stackTrace) {
    return new Failures(() -> stackTrace).handle(failure, new PrintWriter(err, true));
  }

  @Test
  void aMistakeOfTheUserIsItsMessageAndStatusTwo() {
    assertThat(handle(new UserError("--seed: found x; allowed: a whole number"), false))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("gradus: --seed: found x; allowed: a whole number\n");
  }

  @Test
  void aMissingFileIsAMistakeThatNamesTheFile(@TempDir Path directory) {
    var missing = directory.resolve("missing.gradus");
    IOException failure = null;
    try {
      Files.readString(missing);
    } catch (IOException e) {
      failure = e;
    }
    assertThat(handle(new UncheckedIOException(failure), false)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("gradus: " + missing + ": no such file or directory\n");
  }

  @Test
  void anythingElseIsADefectInOneLineWithAHint() {
    assertThat(handle(new IllegalStateException("first\nsecond"), false)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("gradus: internal error: java.lang.IllegalStateException: first (")
        .contains("GRADUS_STACKTRACE=1")
        .hasLineCount(1);
  }

  @Test
  void theStackTraceIsShownWhenAskedFor() {
    assertThat(handle(new IllegalStateException("first"), true)).isEqualTo(1);
    assertThat(err.toString()).contains("at gradus.cli.FailuresTest");
  }
}
