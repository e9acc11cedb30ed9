package gradus.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The best programs of a run, best first: {@code hall_of_fame.csv} with the columns {@code
 * rank,fitness,complexity,hash,program} and further ones, and the programs beside it. Equal halls
 * of fame give equal bytes.
 *
 * @param columns the names of the further columns
 * @param entries the programs, by rank from 1 without a gap
 */
public record HallOfFame(List<String> columns, List<Entry> entries) {
  /** The file of the table. */
  public static final String FILE = "hall_of_fame.csv";

  /** The directory of the programs. */
  public static final String PROGRAMS = "programs";

  /** What to do with one that cannot be read. */
  static final String AGAIN = "write it again by 'gradus resume";

  private static final String EXTENSION = ".gradus";
  private static final List<String> COLUMNS =
      List.of("rank", "fitness", "complexity", "hash", "program");

  /**
   * One program.
   *
   * @param rank its place, from 1
   * @param fitness its fitness
   * @param complexity its complexity
   * @param hash the hash of its meaning
   * @param name its name: letters, digits, {@code . _ -}; best one that follows from the program,
   *     so that a file never changes its content
   * @param program its text
   * @param further the fields of the further columns
   */
  public record Entry(
      int rank,
      double fitness,
      int complexity,
      String hash,
      String name,
      String program,
      List<String> further) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it cannot be the name of a file
     */
    public Entry {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("program name '" + name + "'");
      }
      further = List.copyOf(further);
    }

    private String file() {
      return PROGRAMS + "/" + name + EXTENSION;
    }

    private List<String> fields() {
      List<String> fields = new ArrayList<>();
      fields.add(Integer.toString(rank));
      fields.add(Double.toString(fitness));
      fields.add(Integer.toString(complexity));
      fields.add(hash);
      fields.add(file());
      fields.addAll(further);
      return fields;
    }
  }

  /**
   * Checks that ranks, names and columns agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public HallOfFame {
    columns = List.copyOf(columns);
    entries = List.copyOf(entries);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.rank != i + 1
          || entry.further.size() != columns.size()
          || !names.add(entry.name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("hall of fame, entry " + (i + 1) + ": " + entry);
      }
    }
  }

  /**
   * Writes the table and the programs, and removes the programs that are no longer in it. A kill in
   * between leaves the table before or the new one, with all its programs.
   *
   * @param directory the directory of the run
   * @throws RunException if a file cannot be written
   */
  public void write(Path directory) {
    Path programs = directory.resolve(PROGRAMS);
    try {
      Files.createDirectories(programs);
      for (Entry entry : entries) {
        Path file = directory.resolve(entry.file());
        if (!Files.exists(file) || !Files.readString(file).equals(entry.program)) {
          AtomicFile.write(file, entry.program);
        }
      }
      AtomicFile.write(directory.resolve(FILE), csv());
      removeOthers(programs);
    } catch (IOException e) {
      throw AtomicFile.failure(programs, "cannot be written", e);
    }
  }

  private void removeOthers(Path programs) throws IOException {
    Set<String> kept = new HashSet<>();
    entries.forEach(entry -> kept.add(entry.name + EXTENSION));
    List<Path> files;
    try (Stream<Path> all = Files.list(programs)) {
      files = all.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(EXTENSION) && !kept.contains(name)) {
        Files.delete(file);
      }
    }
  }

  /** Over the table and the programs. */
  String checksum() {
    StringBuilder content = new StringBuilder(csv());
    entries.forEach(entry -> content.append(entry.program));
    return Long.toHexString(Checksum.of(FILE, content.toString()));
  }

  private String csv() {
    StringBuilder csv = new StringBuilder();
    List<String> header = new ArrayList<>(COLUMNS);
    header.addAll(columns);
    csv.append(Csv.line(header));
    entries.forEach(entry -> csv.append(Csv.line(entry.fields())));
    return csv.toString();
  }

  /**
   * Reads the table and the programs.
   *
   * @param directory the directory of the run
   * @return what {@link #write} wrote
   * @throws RunException if a file is missing or not as it was written
   */
  public static HallOfFame read(Path directory) {
    Path file = directory.resolve(FILE);
    String text = AtomicFile.read(file);
    int line = 1;
    try {
      List<List<String>> lines = Csv.parse(text);
      List<String> header = lines.isEmpty() ? List.of() : lines.getFirst();
      int fixed = COLUMNS.size();
      if (header.size() < fixed || !header.subList(0, fixed).equals(COLUMNS)) {
        throw new IllegalArgumentException("the columns are not " + String.join(",", COLUMNS));
      }
      List<Entry> entries = new ArrayList<>();
      for (List<String> fields : lines.subList(1, lines.size())) {
        line++;
        if (fields.size() != header.size()) {
          throw new IllegalArgumentException(fields.size() + " fields");
        }
        entries.add(entry(fields, directory));
      }
      return new HallOfFame(header.subList(fixed, header.size()), entries);
    } catch (IllegalArgumentException e) {
      throw RunException.of(
          file, "row " + line + ": " + e.getMessage(), AGAIN + " " + directory + "'", e);
    }
  }

  private static Entry entry(List<String> fields, Path directory) {
    String program = fields.get(4);
    if (!program.startsWith(PROGRAMS + "/") || !program.endsWith(EXTENSION)) {
      throw new IllegalArgumentException("program '" + program + "'");
    }
    String name = program.substring(PROGRAMS.length() + 1, program.length() - EXTENSION.length());
    return new Entry(
        Integer.parseInt(fields.get(0)),
        Double.parseDouble(fields.get(1)),
        Integer.parseInt(fields.get(2)),
        fields.get(3),
        name,
        text(directory, program),
        fields.subList(5, fields.size()));
  }

  private static String text(Path directory, String program) {
    if (!Files.exists(directory.resolve(program))) {
      throw new IllegalArgumentException(program + " is missing");
    }
    return AtomicFile.read(directory.resolve(program));
  }
}
