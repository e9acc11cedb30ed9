package gradus.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a candidate does on a task that took no part in the search: a row of {@code
 * meta_validation.csv} in the directory of a run, which may have further columns.
 *
 * @param candidate its number
 * @param task the name of the task
 * @param loss the mean loss; NaN if a training failed
 * @param standardError the standard error of the mean; NaN of one training
 */
public record MetaValidation(int candidate, String task, double loss, double standardError) {
  /** The file of the table. */
  public static final String FILE = "meta_validation.csv";

  private static final List<String> COLUMNS =
      List.of("candidate", "task", "loss", "standard_error");

  /**
   * Reads the table of a run.
   *
   * @param directory the directory of the run
   * @return its rows, in their order; none if there is no table
   * @throws RunException if it is not such a table
   */
  public static List<MetaValidation> read(Path directory) {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? parse(file, AtomicFile.read(file)) : List.of();
  }

  private static List<MetaValidation> parse(Path file, String text) {
    List<MetaValidation> rows = new ArrayList<>();
    int line = 1;
    try {
      List<List<String>> lines = Csv.parse(text);
      List<String> header = lines.isEmpty() ? List.of() : lines.getFirst();
      if (!header.containsAll(COLUMNS)) {
        throw new IllegalArgumentException("not all the columns " + String.join(",", COLUMNS));
      }
      for (List<String> fields : lines.subList(1, lines.size())) {
        line++;
        if (fields.size() != header.size()) {
          throw new IllegalArgumentException(fields.size() + " fields");
        }
        rows.add(of(COLUMNS.stream().map(column -> fields.get(header.indexOf(column))).toList()));
      }
      return rows;
    } catch (IllegalArgumentException e) {
      throw RunException.of(
          file, "row " + line + ": " + e.getMessage(), "move it away or write it again", e);
    }
  }

  private static MetaValidation of(List<String> fields) {
    return new MetaValidation(
        Integer.parseInt(fields.get(0)),
        fields.get(1),
        number(fields.get(2)),
        number(fields.get(3)));
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
