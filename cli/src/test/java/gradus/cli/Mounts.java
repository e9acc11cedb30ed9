package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;

/**
 * File systems that only one process sees: a namespace of its own has them, so that nothing is left
 * behind and nothing else is touched. Linux lets most users do that.
 */
final class Mounts {
  private Mounts() {}

  /** Fails in continuous integration, and skips elsewhere, where the system does not allow it. */
  static void require() throws Exception {
    boolean allowed;
    try {
      allowed =
          new ProcessBuilder("unshare", "-rm", "true").redirectErrorStream(true).start().waitFor()
              == 0;
    } catch (java.io.IOException e) {
      allowed = false;
    }
    String what = "unshare -rm true";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(allowed).as(what).isTrue();
    }
    assumeThat(allowed).as(what + " has to work for this test").isTrue();
  }

  /** What goes before a command so that its disk, seen at a directory, has so many kilobytes. */
  static List<String> full(Path directory, Path kept, int kilobytes) {
    return List.of(
        "unshare",
        "-rm",
        "sh",
        "-c",
        """
        mount -t tmpfs -o size=%dk none "$0" && cp -a '%2$s/.' "$0" && "$@"
        status=$?
        cp -a "$0/." '%2$s'
        exit $status
        """
            .formatted(kilobytes, kept),
        directory.toString());
  }

  /** What goes before a command that may only read a directory. */
  static List<String> readOnly(Path directory) {
    return List.of(
        "unshare",
        "-rm",
        "sh",
        "-c",
        "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"",
        directory.toString());
  }
}
