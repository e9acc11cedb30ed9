package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HallOfFameTest {
  @TempDir Path directory;

  private static HallOfFame.Entry entry(int rank, double fitness, String name, String... further) {
    return new HallOfFame.Entry(
        rank, fitness, 5, "h" + name, name, "def " + name + "()\n", List.of(further));
  }

  @Test
  void isWrittenAsCsvWithItsPrograms() {
    HallOfFame hall =
        new HallOfFame(
            List.of("select", "family, \"kind\""),
            List.of(
                entry(1, 0.1, "b", "-Infinity", "one, two"),
                entry(2, 1.0E-7, "a", "NaN", "a \"sign\"\nrule"),
                entry(3, Double.NaN, "c-1.x", "", "é")));
    hall.write(directory);
    assertThat(directory.resolve("hall_of_fame.csv"))
        .hasBinaryContent(
            """
            rank,fitness,complexity,hash,program,select,"family, ""kind""\"
            1,0.1,5,hb,programs/b.gradus,-Infinity,"one, two"
            2,1.0E-7,5,ha,programs/a.gradus,NaN,"a ""sign""
            rule"
            3,NaN,5,hc-1.x,programs/c-1.x.gradus,,é
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(directory.resolve("programs/a.gradus")).hasBinaryContent("def a()\n".getBytes());
    assertThat(HallOfFame.read(directory)).isEqualTo(hall);
  }

  @Test
  void replacesTheOneBefore() throws Exception {
    new HallOfFame(List.of(), List.of(entry(1, 1, "a"), entry(2, 2, "b"))).write(directory);
    Files.writeString(directory.resolve("programs/notes.txt"), "mine");
    HallOfFame next = new HallOfFame(List.of(), List.of(entry(1, 0, "c"), entry(2, 1, "a")));
    next.write(directory);
    try (var files = Files.list(directory.resolve("programs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.gradus", "c.gradus", "notes.txt");
    }
    assertThat(HallOfFame.read(directory)).isEqualTo(next);
  }

  @Test
  void mayBeEmpty() {
    HallOfFame empty = new HallOfFame(List.of(), List.of());
    empty.write(directory);
    assertThat(directory.resolve("hall_of_fame.csv"))
        .hasContent("rank,fitness,complexity,hash,program\n");
    assertThat(HallOfFame.read(directory)).isEqualTo(empty);
  }

  @Test
  void hasRanksNamesAndColumnsThatAgree() {
    HallOfFame.Entry first = entry(1, 0, "a");
    for (HallOfFame.Entry wrong :
        List.of(entry(3, 0, "b"), entry(2, 0, "A"), entry(2, 0, "b", "more"))) {
      assertThatThrownBy(() -> new HallOfFame(List.of(), List.of(first, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("hall of fame, entry 2: ");
    }
    for (String name : List.of("", "../a", "a/b", ".a", "a b")) {
      assertThatThrownBy(() -> entry(1, 0, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("program name '" + name + "'");
    }
  }

  @Test
  void saysWhatIsWrongWithATable() throws Exception {
    String header = "rank,fitness,complexity,hash,program\n";
    assertRefused("", "row 1: the columns are not rank,fitness,complexity,hash,program");
    assertRefused("a,b\n", "row 1: the columns are not rank,fitness,complexity,hash,program");
    assertRefused(header + "1,2\n", "row 2: 2 fields");
    assertRefused(header + "1,x,5,h,programs/a.gradus\n", "row 2: For input string: \"x\"");
    assertRefused(header + "1,0,5,h,/etc/hosts\n", "row 2: program '/etc/hosts'");
    assertRefused(header + "1,0,5,h,programs/b.gradus\n", "row 2: programs/b.gradus is missing");
    assertRefused(
        header + "1,0,5,h,\"programs/a.gradus\n", "row 1: a quotation mark that is not closed");
  }

  private void assertRefused(String table, String found) throws Exception {
    Path file = Files.writeString(directory.resolve("hall_of_fame.csv"), table);
    assertThatThrownBy(() -> HallOfFame.read(directory))
        .isInstanceOf(RunException.class)
        .hasMessage(file + ": " + found + "; write it again by 'gradus resume " + directory + "'");
  }
}
