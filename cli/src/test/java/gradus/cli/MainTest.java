package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void versionIsOneLineOnStandardOutput() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("gradus \\S+\\R");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpNamesEveryVerb() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: gradus", "doctor", "--version");
  }

  @Test
  void noVerbIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Usage: gradus");
  }

  @Test
  void misspeltVerbNamesTheNearestAndAllAllowed() {
    assertThat(run("doctr")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gradus: doctr: unknown argument; did you mean doctor")
        .contains("doctor", "search", "train")
        .hasLineCount(1);
  }

  @Test
  void misspeltOptionIsOneLine() {
    assertThat(run("--verson")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gradus: --verson: unknown option; did you mean --version")
        .hasLineCount(1);
  }

  @Test
  void doctorNamesTheJavaVersionAndTheRuntime() {
    assertThat(run("doctor")).isZero();
    assertThat(out.toString())
        .contains(Runtime.version().toString(), System.getProperty("java.home"))
        .containsPattern("truffle +GraalVM CE");
  }
}
