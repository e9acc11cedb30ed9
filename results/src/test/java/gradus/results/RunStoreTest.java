package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("run.db");
  }

  /** SQLite as it is, beside our code. */
  private String sql(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      ResultSet rows = statement.getResultSet();
      return rows.next() ? rows.getString(1) : "";
    }
  }

  @Test
  void givesBackWhatWasAppendedSinglyAndInBatches() {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidate(1));
      store.append(Samples.candidates(2, 100));
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 100));
    }
    try (RunStore store = RunStore.open(file)) {
      assertThat(store.count()).isEqualTo(100);
      store.append(Samples.candidate(101));
    }
    try (RunStore store = RunStore.read(file)) {
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 101));
    }
  }

  @Test
  void keepsEveryBitOfAFitness() {
    List<Double> values =
        new ArrayList<>(
            List.of(
                0.0,
                -0.0,
                1.0,
                -3.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                -Double.MAX_VALUE,
                0x1p53 + 2,
                1e18,
                0.1));
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
    }
    try (RunStore store = RunStore.create(file)) {
      for (double value : values) {
        store.append(Samples.with(store.count() + 1, "p", value));
      }
    }
    try (RunStore store = RunStore.open(file)) {
      List<Candidate> read = store.candidates();
      for (int i = 0; i < values.size(); i++) {
        assertThat(Double.doubleToLongBits(read.get(i).fitness()))
            .isEqualTo(Double.doubleToLongBits(values.get(i)));
      }
    }
  }

  @Test
  void keepsEveryCharacterOfAText() {
    List<String> texts =
        List.of("", " ", "\0 after\0", "a\r\nb\n", "é ∂ 漢 \uD83D\uDE80", "'; DROP TABLE meta; --");
    try (RunStore store = RunStore.create(file)) {
      for (String text : texts) {
        store.append(
            new Candidate(
                store.count() + 1,
                0,
                text,
                text,
                text,
                text,
                1,
                false,
                3,
                2,
                1,
                List.of(1.0, Double.NaN, -0.0)));
        store.meta("key " + text, text);
      }
    }
    try (RunStore store = RunStore.open(file)) {
      for (int i = 0; i < texts.size(); i++) {
        String text = texts.get(i);
        assertThat(store.candidates().get(i))
            .isEqualTo(
                new Candidate(
                    i + 1,
                    0,
                    text,
                    text,
                    text,
                    text,
                    1,
                    false,
                    3,
                    2,
                    1,
                    List.of(1.0, Double.NaN, -0.0)));
        assertThat(store.meta("key " + text)).hasValue(text);
      }
    }
  }

  @Test
  void storesAProgramOnceAndTellsProgramsOfOneHashCodeApart() throws SQLException {
    assertThat("Aa").hasSameHashCodeAs("BB");
    List<String> programs = List.of("Aa", "BB", "Aa", "BB", "c", "c", "c");
    try (RunStore store = RunStore.create(file)) {
      for (String program : programs) {
        store.append(Samples.with(store.count() + 1, program, 0));
      }
    }
    try (RunStore store = RunStore.open(file)) {
      store.append(Samples.with(8, "c", 0));
      assertThat(store.candidates())
          .extracting(Candidate::program)
          .containsExactly("Aa", "BB", "Aa", "BB", "c", "c", "c", "c");
    }
    assertThat(sql("SELECT count(*) FROM program WHERE text = 'c'")).isEqualTo("1");
  }

  @Test
  void takesCandidatesInOrderOnly() {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 3));
      assertThatThrownBy(() -> store.append(Samples.candidate(5)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("candidate 5 where 4 is next");
      assertThatThrownBy(() -> store.append(Samples.candidate(3)))
          .isInstanceOf(IllegalArgumentException.class);
      List<Candidate> gap = List.of(Samples.candidate(4), Samples.candidate(6));
      assertThatThrownBy(() -> store.append(gap)).isInstanceOf(IllegalArgumentException.class);
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 3));
    }
  }

  @Test
  void takesAWholeBatchOrNothingOfIt() throws SQLException {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 3));
      sql(
          "CREATE TRIGGER fault BEFORE INSERT ON candidate WHEN NEW.number = 9"
              + " BEGIN SELECT RAISE(ABORT, 'a fault'); END");
      assertThatThrownBy(() -> store.append(Samples.candidates(4, 20)))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("a fault");
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 3));
      sql("DROP TRIGGER fault");
      store.append(Samples.candidates(4, 20));
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 20));
    }
  }

  @Test
  void replacesATextOfMetaAndKnowsNoOther() {
    try (RunStore store = RunStore.create(file)) {
      store.meta("version", "1");
      store.meta("version", "2");
      assertThat(store.meta("version")).hasValue("2");
      assertThat(store.meta("Version")).isEmpty();
    }
  }

  @Test
  void canBeReadWhileItIsWritten() {
    try (RunStore writer = RunStore.create(file)) {
      writer.append(Samples.candidates(1, 10));
      try (RunStore reader = RunStore.read(file)) {
        writer.append(Samples.candidates(11, 20));
        assertThat(reader.count()).isEqualTo(10);
        assertThat(reader.candidates()).isEqualTo(Samples.candidates(1, 10));
        assertThatThrownBy(() -> reader.append(Samples.candidate(11)))
            .isInstanceOf(IllegalStateException.class);
      }
      writer.append(Samples.candidates(21, 30));
    }
    try (RunStore store = RunStore.open(file)) {
      assertThat(store.candidates()).isEqualTo(Samples.candidates(1, 30));
    }
  }

  @Test
  void isOneFileWhenClosed() throws Exception {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 10));
    }
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAStoreOfAnotherVersionAndLeavesItAsItIs() throws Exception {
    RunStore.create(file).close();
    sql("PRAGMA user_version = 3");
    assertRefused("a store of another version (user_version 3); this Gradus reads user_version 2");
  }

  @Test
  void refusesTheDatabaseOfAnotherApplication() throws Exception {
    sql("CREATE TABLE candidate (number INTEGER PRIMARY KEY)");
    assertRefused(
        "the file of another application (application_id 0);"
            + " this Gradus reads application_id 1196572996");
  }

  @Test
  void refusesAGap() throws Exception {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 10));
    }
    sql("DELETE FROM candidate WHERE number = 4");
    assertRefused("damaged, candidate 4 is missing; restore it from a copy or start a new run");
  }

  @Test
  void refusesAChangedValue() throws Exception {
    try (RunStore store = RunStore.create(file)) {
      store.append(Samples.candidates(1, 10));
    }
    sql("UPDATE candidate SET fitness = fitness + 1e-9 WHERE number = 5");
    assertRefused(
        "damaged, candidate 5 is not as it was written;"
            + " restore it from a copy or start a new run");
  }

  @Test
  void refusesAChangedTextOfMeta() throws Exception {
    try (RunStore store = RunStore.create(file)) {
      store.meta("version", "1");
    }
    sql("UPDATE meta SET key = 'wersion'");
    assertRefused(
        "damaged, an entry of meta is not as it was written;"
            + " restore it from a copy or start a new run");
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> RunStore.open(file))
        .isInstanceOf(RunException.class)
        .hasMessage(file + ": no such file; name a run's store");
    assertThat(file).doesNotExist();
  }

  @Test
  void overwritesNothing() throws Exception {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> RunStore.create(file))
        .isInstanceOf(RunException.class)
        .hasMessage(file + ": is there already; nothing is overwritten, name another file");
    assertThat(file).hasContent("mine");
  }

  private void assertRefused(String message) throws Exception {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> RunStore.open(file))
        .isInstanceOf(RunException.class)
        .hasMessage(file + ": " + message);
    assertThat(file).hasBinaryContent(before);
  }
}
