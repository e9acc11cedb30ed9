package gradus.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Every candidate of a run, in order, in one SQLite file.
 *
 * <p>What {@code append} was given is there when it returns, even if the process is killed right
 * after; a failure of power may take the latest candidates, never one from the middle. Opening
 * reads everything once: a store that is not as it was written is refused, by a {@link
 * RunException}, and left as it is. A closed store is one file; an open one has two more beside it
 * (SQLite's write-ahead log) that belong to it.
 *
 * <p>May be used by several threads; each method is one step. Every method throws a {@link
 * RunException} when the file cannot be read or written.
 */
public final class RunStore implements AutoCloseable {
  private static final int APPLICATION = 0x47524144; // "GRAD"
  private static final int VERSION = 2;

  private final Path file;
  private final Database database;
  private final boolean writable;
  private final CandidateTable candidates;
  private final MetaTable meta;

  private RunStore(Path file, Database database, CandidateTable candidates, boolean writable) {
    this.file = file;
    this.database = database;
    this.writable = writable;
    this.candidates = candidates;
    this.meta = new MetaTable(file, database);
  }

  /**
   * Makes an empty store and opens it.
   *
   * @param file where; nothing may be there
   * @return the store, to be closed
   */
  public static RunStore create(Path file) {
    return create(file, Map.of());
  }

  /** The same, with texts that are there as soon as the store is. */
  static RunStore create(Path file, Map<String, String> texts) {
    if (Files.exists(file)) {
      throw RunException.of(file, "is there already", "nothing is overwritten, name another file");
    }
    // Made under another name, so that a kill leaves no store or a whole one.
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.deleteIfExists(unfinished);
      try (Database database = Database.create(unfinished)) {
        database.execute("PRAGMA journal_mode = MEMORY"); // no file of its own to be left behind
        database.execute("PRAGMA application_id = " + APPLICATION);
        database.execute("PRAGMA user_version = " + VERSION);
        CandidateTable.SCHEMA.forEach(database::execute);
        database.execute(MetaTable.SCHEMA);
        MetaTable meta = new MetaTable(unfinished, database);
        texts.forEach(meta::put);
      }
      AtomicFile.move(unfinished, file);
    } catch (IOException e) {
      throw AtomicFile.failure(file, "cannot be made", e);
    } finally {
      unfinished.toFile().delete(); // nothing, unless it failed
    }
    return open(file);
  }

  /**
   * Opens a store to go on with it. One process may append at a time; {@link RunDirectory} sees to
   * that.
   *
   * @param file what {@link #create} made
   * @return the store, to be closed
   */
  public static RunStore open(Path file) {
    rollBack(file);
    // Checked first without the right to write: a file that is refused stays as it is.
    RunStore checked = read(file);
    checked.close();
    Database database = Database.open(file);
    try {
      database.execute("PRAGMA journal_mode = WAL");
      database.execute("PRAGMA synchronous = NORMAL");
      database.transaction(() -> null); // SQLite opens what it may only read, and complains later
      return new RunStore(file, database, checked.candidates.by(database), true);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Undoes what a process had begun to write, but for its log, when it was killed. */
  private static void rollBack(Path file) {
    if (Files.exists(file.resolveSibling(file.getFileName() + "-journal"))) {
      try (Database database = Database.open(file)) {
        database.value("PRAGMA user_version"); // SQLite rolls back before it reads anything
      }
    }
  }

  /**
   * Opens a store to read it, while another process may be appending.
   *
   * @param file what {@link #create} made
   * @return the candidates so far, to be closed
   */
  public static RunStore read(Path file) {
    // Only asked for its size: closing a file that SQLite has open here would drop SQLite's locks.
    if (!Files.isRegularFile(file)) {
      throw RunException.of(file, "no such file", "name a run's store");
    }
    if (file.toFile().length() == 0) {
      throw Database.damaged(file, "empty", null);
    }
    Database database = Database.read(file);
    try {
      RunStore store = new RunStore(file, database, new CandidateTable(file, database), false);
      store.verify();
      return store;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void verify() {
    expect("application_id", APPLICATION, "the file of another application");
    expect("user_version", VERSION, "a store of another version");
    String check = database.value("PRAGMA quick_check(1)");
    if (!check.equals("ok")) {
      throw Database.damaged(file, "(" + check + ")", null);
    }
    meta.verify();
    candidates.verify();
  }

  private void expect(String pragma, int expected, String otherwise) {
    String found = database.value("PRAGMA " + pragma);
    if (!found.equals(Integer.toString(expected))) {
      throw RunException.of(
          file,
          otherwise + " (" + pragma + " " + found + ")",
          "this Gradus reads " + pragma + " " + expected);
    }
  }

  /**
   * Appends one candidate. Many at once are faster.
   *
   * @param candidate its number is {@link #count} + 1
   * @throws IllegalArgumentException if its number is another one
   */
  public void append(Candidate candidate) {
    append(List.of(candidate));
  }

  /**
   * Appends candidates: all of them or, when it throws, none.
   *
   * @param batch numbered on from {@link #count} + 1
   * @throws IllegalArgumentException if they are numbered otherwise
   */
  public synchronized void append(List<Candidate> batch) {
    requireWritable();
    candidates.append(batch);
  }

  /**
   * How many candidates there are.
   *
   * @return the number of the last one; 0 if there is none; what it was on opening, for a store
   *     that was opened to be read
   */
  public synchronized int count() {
    return candidates.count();
  }

  /**
   * Reads one candidate.
   *
   * @param number from 1 to {@link #count}
   * @return the candidate
   * @throws IllegalArgumentException if there is none of that number
   */
  public synchronized Candidate candidate(int number) {
    if (number < 1 || number > candidates.count()) {
      throw new IllegalArgumentException("candidate " + number + " of " + candidates.count());
    }
    return candidates.candidate(number);
  }

  /**
   * Reads the candidates in order, holding one at a time.
   *
   * @param action what to do with each
   */
  public synchronized void forEach(Consumer<Candidate> action) {
    candidates.forEach(action);
  }

  /**
   * Reads the candidates in order.
   *
   * @return all of them
   */
  public List<Candidate> candidates() {
    List<Candidate> list = new ArrayList<>();
    forEach(list::add);
    return List.copyOf(list);
  }

  /**
   * A text that was stored with the run.
   *
   * @param key its name
   * @return the text; empty if nothing has that name
   */
  public synchronized Optional<String> meta(String key) {
    return meta.value(key);
  }

  /**
   * All texts that were stored with the run.
   *
   * @return the texts by name
   */
  public synchronized SortedMap<String, String> metas() {
    return meta.all();
  }

  /**
   * Stores a text with the run, in the place of what has that name.
   *
   * @param key its name
   * @param value the text
   */
  public synchronized void meta(String key, String value) {
    requireWritable();
    meta.put(key, value);
  }

  private void requireWritable() {
    if (!writable) {
      throw new IllegalStateException(file + " was opened to be read");
    }
  }

  /** Closes the store; everything is in its one file then, unless someone is reading it. */
  @Override
  public synchronized void close() {
    if (writable) {
      try {
        database.execute("PRAGMA busy_timeout = 0");
        database.execute("PRAGMA journal_mode = DELETE");
      } catch (RunException inUse) {
        // A reader holds on to the log; it stays beside the file, where the next opening finds it.
      }
    }
    database.close();
  }
}
