package gradus.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directory of one run: {@code config.yaml}, {@code run.db}, {@code hall_of_fame.csv}, {@code
 * programs/*.gradus} and {@code report.html}. While it is open for writing nobody else can open it
 * so, in this process or another; reading goes on beside it.
 *
 * <p>Every method throws a {@link RunException} when the directory cannot be used.
 */
public final class RunDirectory implements AutoCloseable {
  /** The file of the configuration. */
  public static final String CONFIG = "config.yaml";

  /** The file of the store. */
  public static final String STORE = "run.db";

  /** Where the store keeps the checksum of the hall of fame. */
  private static final String HALL_OF_FAME = "checksum." + HallOfFame.FILE;

  private final Path path;
  private final String config;
  private final RunStore store;
  private final DirectoryLock lock; // null: opened to be read

  private RunDirectory(Path path, String config, RunStore store, DirectoryLock lock) {
    this.path = path;
    this.config = config;
    this.store = store;
    this.lock = lock;
  }

  /**
   * Makes the directory of a new run, with the directories above it, and opens it.
   *
   * @param path where; nothing or an empty directory may be there
   * @param config the whole configuration, written as it is
   * @param texts what the store's {@link RunStore#meta} knows from its first moment on, by name
   * @return the directory with an empty store, to be closed
   */
  public static RunDirectory create(Path path, String config, Map<String, String> texts) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw AtomicFile.failure(path, "cannot be made", e);
    }
    requireEmpty(
        path); // before the lock, so that no file of ours is left in a stranger's directory
    return locked(
        path,
        lock -> {
          requireEmpty(path); // again, since another process may have been faster
          AtomicFile.write(path.resolve(CONFIG), config);
          Map<String, String> all = new HashMap<>(texts);
          all.put(CONFIG, config);
          RunStore store = RunStore.create(path.resolve(STORE), all);
          return new RunDirectory(path, config, store, lock);
        });
  }

  private static void requireEmpty(Path path) {
    List<String> names;
    try (Stream<Path> files = Files.list(path)) {
      names = files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw AtomicFile.failure(path, "cannot be read", e);
    }
    if (names.contains(STORE)) {
      throw RunException.of(
          path,
          "holds a run, and nothing is overwritten",
          "go on with it by 'gradus resume " + path + "' or name another directory");
    }
    if (!names.stream().allMatch(DirectoryLock.FILE::equals)) {
      throw RunException.of(
          path, "not empty, and nothing is overwritten", "name another directory");
    }
  }

  /**
   * Opens the directory of a run to go on with it.
   *
   * @param path what {@link #create} made
   * @return the directory, to be closed
   */
  public static RunDirectory open(Path path) {
    requireRun(path);
    return locked(
        path,
        lock -> {
          RunStore store = RunStore.open(path.resolve(STORE));
          try {
            String config = config(path, store);
            if (!Files.exists(path.resolve(CONFIG))) {
              AtomicFile.write(path.resolve(CONFIG), config);
            }
            return new RunDirectory(path, config, store, lock);
          } catch (RuntimeException e) {
            store.close();
            throw e;
          }
        });
  }

  /**
   * The configuration, which the store has too: damage in a number would give another search
   * without a word.
   */
  private static String config(Path path, RunStore store) {
    Path file = path.resolve(CONFIG);
    String kept = store.meta(CONFIG).orElse(null);
    if (kept != null && !Files.exists(file)) {
      return kept;
    }
    String found = AtomicFile.read(file);
    if (kept != null && !kept.equals(found)) {
      throw RunException.of(
          file,
          "not as it was when the run began",
          "delete it, and 'gradus resume " + path + "' writes it again, or begin another run");
    }
    return found;
  }

  /**
   * Opens the directory of a run to read it, while another process may be going on with it.
   *
   * @param path what {@link #create} made
   * @return the directory, to be closed
   */
  public static RunDirectory read(Path path) {
    requireRun(path);
    RunStore store = RunStore.read(path.resolve(STORE));
    try {
      return new RunDirectory(path, config(path, store), store, null);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Whether somebody has the directory of a run open for writing now, in this process or another.
   *
   * @param path what {@link #create} made
   * @return true while a search goes on there
   */
  public static boolean isInUse(Path path) {
    requireRun(path);
    return DirectoryLock.isHeld(path);
  }

  private static void requireRun(Path path) {
    if (!Files.isDirectory(path)) {
      String found = Files.exists(path) ? "not a directory" : "no such directory";
      throw RunException.of(path, found, "name the directory of a run");
    }
    boolean config = Files.exists(path.resolve(CONFIG));
    boolean store = Files.exists(path.resolve(STORE));
    if (!config && !store) {
      throw RunException.of(
          path,
          "not a run, it has no " + CONFIG + " and no " + STORE,
          "name the directory of a run");
    }
    if (!store) {
      throw RunException.of(
          path,
          "incomplete, " + STORE + " is missing",
          "restore it from a copy or start a new run");
    }
  }

  /** What is done with a directory once it is locked. */
  private interface Opening {
    RunDirectory with(DirectoryLock lock);
  }

  private static RunDirectory locked(Path path, Opening opening) {
    DirectoryLock lock = DirectoryLock.of(path);
    try {
      return opening.with(lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Where the directory is.
   *
   * @return its path as it was given
   */
  public Path path() {
    return path;
  }

  /**
   * The configuration of the run.
   *
   * @return the text that {@link #create} was given
   */
  public String config() {
    return config;
  }

  /**
   * The candidates of the run.
   *
   * @return the store, closed with the directory
   */
  public RunStore store() {
    return store;
  }

  /**
   * Writes a text file into the directory, whole or not at all, in the place of what has its name.
   *
   * @param name such as {@code report.html}
   * @param text its content, written as UTF-8
   */
  public void write(String name, String text) {
    requireWritable();
    AtomicFile.write(path.resolve(name), text);
  }

  /**
   * Writes a text file into the directory of a run that nobody has open for writing. The run itself
   * is not touched.
   *
   * @param path what {@link #create} made
   * @param name such as {@code report.html}
   * @param text its content, written as UTF-8
   */
  public static void write(Path path, String name, String text) {
    requireRun(path);
    DirectoryLock lock = DirectoryLock.of(path);
    try {
      AtomicFile.write(path.resolve(name), text);
    } finally {
      lock.close();
    }
  }

  /**
   * Writes the hall of fame and its programs, in the place of those before.
   *
   * @param hallOfFame the whole hall of fame
   */
  public void write(HallOfFame hallOfFame) {
    requireWritable();
    hallOfFame.write(path);
    store.meta(HALL_OF_FAME, hallOfFame.checksum());
  }

  /**
   * Reads the hall of fame.
   *
   * @return what was written last
   */
  public HallOfFame hallOfFame() {
    HallOfFame hall = HallOfFame.read(path);
    String written = store.meta(HALL_OF_FAME).orElse(hall.checksum());
    if (!written.equals(hall.checksum())) {
      throw RunException.of(
          path.resolve(HallOfFame.FILE),
          "it or a program of it is not as it was written",
          HallOfFame.AGAIN + " " + path + "'");
    }
    return hall;
  }

  private void requireWritable() {
    if (lock == null) {
      throw new IllegalStateException(path + " was opened to be read");
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
