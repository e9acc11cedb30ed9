package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir private Path directory;

  private String run(String name, String task, String strategy, int seed) {
    String path = directory.resolve(name).toString();
    Cli cli =
        Cli.run(
            "search",
            "--run=" + path,
            "--task=" + task,
            "--strategy=" + strategy,
            "--seed=" + seed,
            "--evaluations=12",
            "--workers=1",
            "--set=scale=tiny",
            "--set=steps=10",
            "--set=finalists=2",
            "--set=final_trainings=2");
    assertThat(cli.status()).as(cli.err()).isZero();
    return path;
  }

  @Test
  void repeatsAreOneRowAndTheEndIsComparedWithTheFirst() throws Exception {
    String[] runs = {
      run("evolution-1", "quadratic", "regularized-evolution", 1),
      run("evolution-2", "quadratic", "regularized-evolution", 2),
      run("tuning-1", "quadratic", "tune", 1),
      run("tuning-2", "quadratic", "tune", 2)
    };
    Path csv = directory.resolve("course.csv");
    Cli cli = compare(csv, runs);
    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out())
        .containsPattern("\\| evolution \\| 2 \\| 0.50 \\| ")
        .containsPattern("\\| tuning \\| 2 \\| 1.00 \\| ")
        .containsPattern("\\| evolution \\| -[0-9.]+ ± [0-9.]+ \\| – \\| – \\|")
        .containsPattern(
            "\\| tuning \\| -[0-9.]+ ± [0-9.]+ \\| -?[0-9.]+ ± [0-9.]+ \\| [0-9.e-]+ \\|");
    assertThat(Files.readAllLines(csv)).hasSize(1 + 4 * 2);
    // The same seeds judge again: another time and another number of workers, the same bytes.
    assertThat(Cli.run(words(directory.resolve("again.csv"), "--workers=1", runs)).out())
        .isEqualTo(cli.out());
    assertThat(compare(csv, runs).err()).contains("nothing is overwritten").hasLineCount(1);
  }

  @Test
  void runsThatWereTrainedOtherwiseAreRefused() {
    String one = run("one", "quadratic", "tune", 1);
    String other = run("other", "rosenbrock", "tune", 1);
    Cli cli = compare(directory.resolve("c.csv"), one, other);
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).hasLineCount(1).contains("task rosenbrock", "allowed: task quadratic");
  }

  private static Cli compare(Path csv, String... runs) {
    return Cli.run(words(csv, "--workers=2", runs));
  }

  private static String[] words(Path csv, String workers, String... runs) {
    String[] words = new String[runs.length + 5];
    words[0] = "compare";
    words[1] = "--points=2";
    words[2] = "--seeds=3";
    words[3] = workers;
    words[4] = "--csv=" + csv;
    System.arraycopy(runs, 0, words, 5, runs.length);
    return words;
  }
}
