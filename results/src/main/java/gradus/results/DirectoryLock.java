package gradus.results;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write into a directory, held by one owner at a time, in this process or another. The
 * system takes it back when the process dies.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".lock";

  /**
   * The directories locked by this process. Asked before the file is opened: closing any channel to
   * it would drop the lock that another channel of the process holds on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final int RETRIES = 5;
  private static final long PAUSE_NANOSECONDS = 20_000_000;

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static synchronized DirectoryLock of(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(directory, "this process");
      }
      DirectoryLock lock = null;
      try {
        lock = tryLock(real);
        for (int i = 0; i < RETRIES && lock == null; i++) {
          // Whoever asks whether it is held holds it for a moment.
          LockSupport.parkNanos(PAUSE_NANOSECONDS);
          lock = tryLock(real);
        }
      } finally {
        if (lock == null) {
          HELD.remove(real);
        }
      }
      if (lock == null) {
        throw inUse(directory, "another process");
      }
      return lock;
    } catch (IOException e) {
      throw AtomicFile.failure(directory, "cannot be locked", e);
    }
  }

  /** The lock, or null if another process holds it. */
  private static DirectoryLock tryLock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve(FILE), CREATE, WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? new DirectoryLock(directory, channel) : null;
  }

  /**
   * Whether somebody holds the right now, in this process or another. Nothing is written, so that
   * it can be asked of a directory that may only be read.
   */
  static synchronized boolean isHeld(Path directory) {
    try {
      Path real = directory.toRealPath();
      Path file = real.resolve(FILE);
      if (HELD.contains(real) || !Files.exists(file)) {
        return HELD.contains(real);
      }
      try (FileChannel channel = FileChannel.open(file, READ)) {
        return channel.tryLock(0, Long.MAX_VALUE, true) == null;
      }
    } catch (IOException e) {
      throw AtomicFile.failure(directory, "cannot be read", e);
    }
  }

  private static RunException inUse(Path directory, String who) {
    return RunException.of(directory, "in use by " + who, "wait for it to end or end it");
  }

  /** Gives the right back; the file stays, since removing it could take it from the next owner. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw AtomicFile.failure(directory, "cannot be unlocked", e);
    } finally {
      HELD.remove(directory);
    }
  }
}
