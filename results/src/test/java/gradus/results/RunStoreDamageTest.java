package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a store is damaged, it gives what was written or says that it is damaged. */
class RunStoreDamageTest {
  private static final int COUNT = 150;
  private static final List<Candidate> WRITTEN = Samples.candidates(1, COUNT);

  @TempDir Path directory;
  private Path file;
  private byte[] whole;
  private int refused;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("run.db");
    try (RunStore store = RunStore.create(file)) {
      store.append(WRITTEN);
      store.meta("version", "1");
    }
    whole = Files.readAllBytes(file);
    assertIntactOrRefused(whole, "no damage");
    assertThat(refused).isZero();
  }

  private void assertIntactOrRefused(byte[] damaged, String how) throws Exception {
    Files.write(file, damaged);
    try (RunStore store = RunStore.open(file)) {
      assertThat(store.candidates()).as(how).isEqualTo(WRITTEN);
      assertThat(store.meta("version")).as(how).hasValue("1");
      store.append(Samples.candidate(COUNT + 1));
    } catch (RunException e) {
      refused++;
      assertThat(e.getMessage()).as(how).startsWith(file + ": ").doesNotContainPattern("\\R");
      assertThat(file).as(how).hasBinaryContent(damaged);
    } catch (RuntimeException e) {
      fail(how, e);
    }
  }

  @Test
  void truncated() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int length = i < 20 ? i * 4096 : random.nextInt(whole.length);
      assertIntactOrRefused(Arrays.copyOf(whole, length), "length " + length);
    }
    assertThat(refused).isEqualTo(200);
  }

  @Test
  void oneByteChanged() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 600; i++) {
      // Header, schema, and everywhere.
      int at = i < 100 ? i : random.nextInt(i < 200 ? 4096 : whole.length);
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) random.nextInt(1, 256);
      assertIntactOrRefused(damaged, "byte " + at + " is " + damaged[at]);
    }
    assertThat(refused).isBetween(300, 599);
  }

  @Test
  void aPieceOverwritten() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      byte[] piece = new byte[random.nextInt(1, 3000)];
      if (i % 2 == 0) {
        random.nextBytes(piece);
      }
      int at = random.nextInt(whole.length - piece.length);
      System.arraycopy(piece, 0, damaged, at, piece.length);
      assertIntactOrRefused(damaged, piece.length + " bytes at " + at);
    }
    assertThat(refused).isBetween(150, 199);
  }

  @Test
  void notADatabase() throws Exception {
    byte[] noise = new byte[10_000];
    new Random(4).nextBytes(noise);
    assertIntactOrRefused(noise, "noise");
    assertIntactOrRefused("seed: 1\n".getBytes(StandardCharsets.UTF_8), "text");
    assertIntactOrRefused(new byte[10_000], "zeros");
    assertIntactOrRefused(new byte[0], "empty");
    assertThat(refused).isEqualTo(4);
  }

  /** SQLite moves the log into the database when it is closed, but not into a refused one. */
  @Test
  void damageInTheLogStaysThere() throws Exception {
    Path copy = directory.resolve("copy.db");
    Path log = directory.resolve("copy.db-wal");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("DELETE FROM candidate WHERE number = 4");
      Files.copy(file, copy);
      Files.copy(directory.resolve("run.db-wal"), log);
    }
    byte[] database = Files.readAllBytes(copy);
    byte[] logged = Files.readAllBytes(log);
    assertThatThrownBy(() -> RunStore.open(copy))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(copy + ": damaged, candidate 4 is missing; ");
    assertThat(copy).hasBinaryContent(database);
    assertThat(log).hasBinaryContent(logged);
  }

  /**
   * The log of a killed process. What comes after damage in it is lost, as after a failure of
   * power; what is read is the beginning of what was written.
   */
  @Test
  void damagedLog() throws Exception {
    Files.delete(file);
    byte[] database;
    byte[] log;
    Path logFile = directory.resolve("run.db-wal");
    try (RunStore store = RunStore.create(file)) {
      for (Candidate candidate : WRITTEN) {
        store.append(candidate);
      }
      database = Files.readAllBytes(file);
      log = Files.readAllBytes(logFile);
    }
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = log.clone();
      int at = random.nextInt(log.length);
      damaged[at] ^= (byte) random.nextInt(1, 256);
      Files.write(file, database);
      Files.write(logFile, i % 2 == 0 ? damaged : Arrays.copyOf(log, at));
      try (RunStore store = RunStore.open(file)) {
        assertThat(store.candidates()).isEqualTo(WRITTEN.subList(0, store.count()));
      } catch (RunException e) {
        assertThat(e.getMessage()).startsWith(file + ": ").doesNotContainPattern("\\R");
        assertThat(file).hasBinaryContent(database);
      } finally {
        Files.deleteIfExists(logFile);
        Files.deleteIfExists(directory.resolve("run.db-shm"));
      }
    }
    Files.write(file, database);
    Files.write(logFile, log);
    try (RunStore store = RunStore.open(file)) {
      assertThat(store.candidates()).isEqualTo(WRITTEN);
    }
  }
}
