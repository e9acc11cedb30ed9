package gradus.proxies.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where data that does not come with Gradus is looked for. */
public final class Folders {

  /** The system property that names a folder. */
  public static final String PROPERTY = "gradus.data";

  /** The environment variable that names a folder. */
  public static final String VARIABLE = "GRADUS_DATA";

  private Folders() {}

  /** The folder that was named, and if none was, those where data may have been installed. */
  static List<Path> folders(String... installed) {
    Optional<String> named =
        Stream.of(System.getProperty(PROPERTY), System.getenv(VARIABLE))
            .filter(Objects::nonNull)
            .findFirst();
    return named.map(Path::of).map(List::of).orElse(Stream.of(installed).map(Path::of).toList());
  }

  /** The first file of one of the names in one of the folders. */
  static Optional<Path> find(List<Path> folders, String... names) {
    return folders.stream()
        .flatMap(folder -> Stream.of(names).map(folder::resolve))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
