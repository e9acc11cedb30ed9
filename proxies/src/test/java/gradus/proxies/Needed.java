package gradus.proxies;

import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.proxies.data.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Families whose data is here; in CI all must be. */
final class Needed {

  private Needed() {}

  /** Skips the test where the data of a family has to be installed first; in CI it does not. */
  static void data(String family) {
    boolean here = !family.startsWith("fashion-") || hasFashion();
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(here)
          .as("not tested: %s; install it with: apt-get install dataset-fashion-mnist", family)
          .isTrue();
    }
  }

  /** The families whose data is here. */
  static List<Family> families() {
    boolean all = "true".equals(System.getenv("CI")) || hasFashion();
    return Family.all().stream()
        .filter(family -> all || !family.name().startsWith("fashion-"))
        .toList();
  }

  private static boolean hasFashion() {
    return System.getenv(Folders.VARIABLE) != null
        || Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist"));
  }
}
