package gradus.results;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** A connection to one SQLite file, its transactions, and its errors in one line. */
final class Database implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  /** Work on a connection. */
  interface Work<T> {
    T run() throws SQLException;
  }

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Makes a file; a kill before the end may leave one without content. */
  static Database create(Path file) {
    return connect(file, new SQLiteConfig());
  }

  /** Opens a file for writing. */
  static Database open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return connect(file, config);
  }

  /** Opens a file for reading: nothing in it changes, not even on close. */
  static Database read(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return connect(file, config);
  }

  private static Database connect(Path file, SQLiteConfig config) {
    config.setBusyTimeout(5_000);
    try {
      // A URI, since the driver takes the rest of a plain path after a question mark for options.
      return new Database(file, config.createConnection("jdbc:sqlite:" + file.toUri()));
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  PreparedStatement prepare(String sql) {
    return run(() -> connection.prepareStatement(sql));
  }

  void execute(String sql) {
    run(() -> {
      try (Statement statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  /** The first column of the first row. */
  String value(String sql) {
    return run(() -> {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        return rows.next() ? rows.getString(1) : "";
      }
    });
  }

  /** Runs work in a transaction that is whole or not at all. */
  <T> T transaction(Work<T> work) {
    execute("BEGIN IMMEDIATE");
    try {
      T result = work.run();
      execute("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        execute("ROLLBACK");
      } catch (RunException rolledBack) {
        // After a full disk SQLite has rolled back by itself; the first failure is the one to tell.
      }
      throw e instanceof SQLException sql ? failure(file, sql) : (RuntimeException) e;
    }
  }

  /** Runs work, with its errors in our words. */
  <T> T run(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  @Override
  public void close() {
    run(() -> {
      connection.close();
      return null;
    });
  }

  static RunException damaged(Path file, String found, Throwable cause) {
    return RunException.of(
        file, "damaged, " + found, "restore it from a copy or start a new run", cause);
  }

  private static RunException failure(Path file, SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return damaged(file, e.getMessage(), e);
    }
    String found = "(" + e.getMessage() + ")";
    if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK) {
      return RunException.of(
          file,
          "left in the middle of a write by a process that was killed",
          "go on with the run by 'gradus resume', which mends it",
          e);
    }
    return switch (sqlite.getResultCode().code & 0xff) { // the low byte is the class of the error
      case 5, 6 -> // BUSY, LOCKED
          RunException.of(file, "in use " + found, "end the other process and try again", e);
      case 13 -> // FULL
          RunException.of(file, "its disk is full " + found, "free some space and resume", e);
      case 3, 8, 10, 14, 23 -> // PERM, READONLY, IOERR, CANTOPEN, AUTH
          RunException.of(
              file,
              "cannot be read or written " + found,
              "check its permissions and the space on its disk",
              e);
      default -> damaged(file, found, e);
    };
  }
}
