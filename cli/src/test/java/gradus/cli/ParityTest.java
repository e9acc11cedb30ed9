package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that compares exported files with themselves elsewhere, on the processor alone. */
class ParityTest {
  @TempDir private Path folder;

  @Test
  void saysWhatAgreesAndWhatDoesNot() throws Exception {
    Path file = Files.createDirectory(folder.resolve("pytorch")).resolve("lion.py");
    Files.createDirectory(folder.resolve("optax"));
    for (String framework : new String[] {"pytorch", "optax"}) {
      String out = folder.resolve(framework).resolve("lion.py").toString();
      assertThat(Cli.run("export", "lion", "--to", framework, "--out", out).status()).isZero();
    }
    assertThat(run(0)).containsPattern("lion.py: \\d+ ways agree, the furthest ");
    String text = Files.readString(file);
    String wrong =
        text.replaceFirst(
            "(?s)(def _update_lists.*?)return", "$1update = mul(update, 2)\n    return");
    assertThat(wrong).isNotEqualTo(text);
    Files.writeString(file, wrong);
    assertThat(run(1)).containsPattern("lion.py: .* foreach=True: found a distance of .* allowed");
  }

  private String run(int status) throws Exception {
    Python script = Python.run(folder.resolve("log"), "parity.py", List.of(folder.toString()));
    assertThat(script.status()).as(script.said()).isEqualTo(status);
    return script.said();
  }
}
