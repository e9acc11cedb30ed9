package gradus.results;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The candidates in SQLite, numbered from 1 without a gap. A program text that comes again is not
 * stored again.
 */
final class CandidateTable {
  /**
   * The row of a program has the number of the first candidate that has its text. Fitness has no
   * type: in a REAL column SQLite would turn -0.0 into 0.
   */
  static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE candidate (
            number INTEGER PRIMARY KEY,
            parent INTEGER NOT NULL,
            mutation TEXT NOT NULL,
            program INTEGER NOT NULL REFERENCES program (number),
            hash TEXT NOT NULL,
            outcome TEXT NOT NULL,
            fitness ANY, -- NULL: none (NaN)
            cached INTEGER NOT NULL,
            statements INTEGER NOT NULL,
            redundant_statements INTEGER NOT NULL,
            invalid_children INTEGER NOT NULL,
            losses BLOB NOT NULL, -- eight bytes for each training, the highest first
            checksum INTEGER NOT NULL
          ) STRICT\
          """,
          "CREATE TABLE program (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");

  private static final String SELECT =
      """
      SELECT c.number, c.parent, c.mutation, p.text, c.hash, c.outcome, c.fitness, c.cached,
        c.statements, c.redundant_statements, c.invalid_children, c.losses, c.checksum, c.program
      FROM candidate AS c LEFT JOIN program AS p ON p.number = c.program
      """;

  private final Path file;
  private final Database database;
  private int count;

  /**
   * From the hash code of a program's text to where its row may be. It is looked at before it is
   * used: two texts can have one code, and a transaction may have failed.
   */
  private final Map<Integer, Integer> programs = new HashMap<>();

  private PreparedStatement insertCandidate;
  private PreparedStatement insertProgram;
  private PreparedStatement selectProgram;

  CandidateTable(Path file, Database database) {
    this.file = file;
    this.database = database;
  }

  /** Reads everything once, so that what is not as it was written is found. */
  void verify() {
    count = Integer.MAX_VALUE;
    count = forEach((candidate, program) -> programs.put(candidate.program().hashCode(), program));
  }

  /** The same candidates, as verified, by another connection that may write. */
  CandidateTable by(Database writer) {
    CandidateTable table = new CandidateTable(file, writer);
    table.count = count;
    table.programs.putAll(programs);
    table.insertCandidate =
        writer.prepare("INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    table.insertProgram = writer.prepare("INSERT INTO program VALUES (?, ?)");
    table.selectProgram = writer.prepare("SELECT text FROM program WHERE number = ?");
    return table;
  }

  int count() {
    return count;
  }

  void forEach(Consumer<Candidate> action) {
    int read = forEach((candidate, program) -> action.accept(candidate));
    if (read < count) {
      throw Database.damaged(file, "candidate " + (read + 1) + " is missing", null);
    }
  }

  Candidate candidate(int number) {
    return database.run(() -> {
      try (PreparedStatement select = database.prepare(SELECT + "WHERE c.number = ?")) {
        select.setInt(1, number);
        try (ResultSet row = select.executeQuery()) {
          if (!row.next()) {
            throw Database.damaged(file, "candidate " + number + " is missing", null);
          }
          return candidate(row, number);
        }
      }
    });
  }

  /** What is done with a candidate and the row of its program. */
  private interface Action {
    void accept(Candidate candidate, int program);
  }

  /** Reads the first {@code count} candidates; how many there were. */
  private int forEach(Action action) {
    return database.run(() -> {
      int read = 0;
      try (PreparedStatement select = database.prepare(SELECT + "ORDER BY c.number");
          ResultSet rows = select.executeQuery()) {
        while (read < count && rows.next()) {
          int program = rows.getInt(14);
          action.accept(candidate(rows, ++read), program);
        }
      }
      return read;
    });
  }

  private Candidate candidate(ResultSet row, int expected) throws SQLException {
    long number = row.getLong(1);
    if (number != expected) {
      throw Database.damaged(file, "candidate " + expected + " is missing", null);
    }
    try {
      double fitness = row.getDouble(7);
      boolean none = row.wasNull();
      Candidate candidate =
          new Candidate(
              expected,
              row.getInt(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getString(6),
              none ? Double.NaN : fitness,
              row.getInt(8) != 0,
              row.getInt(9),
              row.getInt(10),
              row.getInt(11),
              losses(row.getBytes(12)));
      if (Checksum.of(candidate) == row.getLong(13)) {
        return candidate;
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      // Values that no candidate has: damaged as well.
    }
    throw Database.damaged(file, "candidate " + expected + " is not as it was written", null);
  }

  private static byte[] bytes(List<Double> losses) {
    ByteBuffer bytes = ByteBuffer.allocate(losses.size() * Double.BYTES);
    losses.forEach(loss -> bytes.putLong(Double.doubleToLongBits(loss)));
    return bytes.array();
  }

  private static List<Double> losses(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Double> losses = new ArrayList<>(bytes.length / Double.BYTES);
    while (buffer.remaining() >= Double.BYTES) {
      losses.add(buffer.getDouble());
    }
    return losses;
  }

  /** Appends all or, when it throws, none. */
  void append(List<Candidate> candidates) {
    int next = count;
    for (Candidate candidate : candidates) {
      if (candidate.number() != ++next) {
        throw new IllegalArgumentException(
            "candidate " + candidate.number() + " where " + next + " is next");
      }
    }
    database.transaction(() -> {
      for (Candidate candidate : candidates) {
        insert(candidate);
      }
      return null;
    });
    count = next;
  }

  private void insert(Candidate candidate) throws SQLException {
    insertCandidate.setInt(1, candidate.number());
    insertCandidate.setInt(2, candidate.parent());
    insertCandidate.setString(3, candidate.mutation());
    insertCandidate.setInt(4, program(candidate));
    insertCandidate.setString(5, candidate.hash());
    insertCandidate.setString(6, candidate.outcome());
    if (Double.isNaN(candidate.fitness())) {
      insertCandidate.setNull(7, Types.DOUBLE);
    } else {
      insertCandidate.setDouble(7, candidate.fitness());
    }
    insertCandidate.setInt(8, candidate.cached() ? 1 : 0);
    insertCandidate.setInt(9, candidate.statements());
    insertCandidate.setInt(10, candidate.redundantStatements());
    insertCandidate.setInt(11, candidate.invalidChildren());
    insertCandidate.setBytes(12, bytes(candidate.losses()));
    insertCandidate.setLong(13, Checksum.of(candidate));
    insertCandidate.executeUpdate();
  }

  /** The row that has the program's text: an earlier one, or a new one. */
  private int program(Candidate candidate) throws SQLException {
    String text = candidate.program();
    Integer known = programs.put(text.hashCode(), candidate.number());
    if (known != null) {
      selectProgram.setInt(1, known);
      try (ResultSet row = selectProgram.executeQuery()) {
        if (row.next() && text.equals(row.getString(1))) {
          programs.put(text.hashCode(), known);
          return known;
        }
      }
    }
    insertProgram.setInt(1, candidate.number());
    insertProgram.setString(2, text);
    insertProgram.executeUpdate();
    return candidate.number();
  }
}
