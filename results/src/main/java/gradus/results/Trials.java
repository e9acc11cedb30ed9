package gradus.results;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of trials that only grows: CSV with a line of names on top. A trial that {@link #add}
 * returned from survives the death of the process; a line that a dying process left unfinished is
 * cut off when the table is opened again. Safe for use by several threads.
 */
public final class Trials implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile access; // and no channel: that closes when a thread is interrupted
  private final List<Trial> known;

  private Trials(Path file, RandomAccessFile access, List<Trial> known) {
    this.file = file;
    this.access = access;
    this.known = known;
  }

  /**
   * Opens a table to go on with it; makes it if it is not there.
   *
   * @param file the table
   * @return the table, which no other process can open meanwhile
   * @throws RunException if it cannot be used
   */
  public static Trials open(Path file) {
    try {
      RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw");
      try {
        lock(file, access);
        byte[] bytes = new byte[Math.toIntExact(access.length())];
        access.readFully(bytes);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
          whole--;
        }
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        Trials trials = new Trials(file, access, parse(file.toString(), text));
        access.setLength(whole);
        access.seek(whole);
        if (whole == 0) {
          trials.write(Trial.COLUMNS);
        }
        return trials;
      } catch (IOException | RuntimeException e) {
        access.close();
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(file, "cannot be opened", e);
    }
  }

  private static void lock(Path file, RandomAccessFile access) throws IOException {
    boolean locked = false;
    try {
      locked = access.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // told below: another table of this process has it open
    }
    if (!locked) {
      throw RunException.of(file, "in use", "wait for whoever writes it to end, or end it");
    }
  }

  /**
   * Reads a table.
   *
   * @param where what to call it in messages
   * @param text all of it
   * @return its trials, in their order
   * @throws RunException if it is not a table of trials
   */
  public static List<Trial> parse(String where, String text) {
    List<Trial> trials = new ArrayList<>();
    int line = 0;
    try {
      for (List<String> fields : Csv.parse(text)) {
        line++;
        if (line > 1) {
          trials.add(Trial.of(fields));
        } else if (!fields.equals(Trial.COLUMNS)) {
          throw new IllegalArgumentException("other columns");
        }
      }
    } catch (IllegalArgumentException e) {
      throw RunException.of(
          Path.of(where),
          "line " + Math.max(1, line) + " is no trial (" + e.getMessage() + ")",
          "name a file that 'gradus tune' has written");
    }
    return trials;
  }

  /**
   * What the table held when it was opened.
   *
   * @return its trials
   */
  public List<Trial> known() {
    return List.copyOf(known);
  }

  /**
   * Puts a trial behind the others.
   *
   * @param trial what happened
   * @throws RunException if it cannot be written
   */
  public synchronized void add(Trial trial) {
    write(trial.fields());
  }

  private void write(List<String> fields) {
    try {
      long before = access.getFilePointer();
      try {
        access.write(Csv.line(fields).getBytes(StandardCharsets.UTF_8));
        access.getFD().sync();
      } catch (IOException e) {
        access.setLength(before); // no half line, on a full disk for example
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(file, "cannot be written", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      access.close();
    } catch (IOException e) {
      throw AtomicFile.failure(file, "cannot be closed", e);
    }
  }
}
