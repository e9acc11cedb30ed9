package gradus.results;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts by name: what is to be known of a run beside its candidates. */
final class MetaTable {
  /** Without a rowid there is no second tree that could disagree with the first. */
  static final String SCHEMA =
      """
      CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        checksum INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID\
      """;

  private final Path file;
  private final Database database;

  MetaTable(Path file, Database database) {
    this.file = file;
    this.database = database;
  }

  void verify() {
    all();
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(all().get(key));
  }

  /** Reads every row, since a damaged key would look like no key; there are few. */
  SortedMap<String, String> all() {
    return database.run(() -> {
      SortedMap<String, String> found = new TreeMap<>();
      try (PreparedStatement select = database.prepare("SELECT key, value, checksum FROM meta");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String key = rows.getString(1);
          String value = rows.getString(2);
          if (key == null || value == null || Checksum.of(key, value) != rows.getLong(3)) {
            throw Database.damaged(file, "an entry of meta is not as it was written", null);
          }
          found.put(key, value);
        }
      }
      return found;
    });
  }

  void put(String key, String value) {
    Candidate.requireText("key", key);
    Candidate.requireText("value", value);
    database.transaction(() -> {
      try (PreparedStatement insert =
          database.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)")) {
        insert.setString(1, key);
        insert.setString(2, value);
        insert.setLong(3, Checksum.of(key, value));
        return insert.executeUpdate();
      }
    });
  }
}
