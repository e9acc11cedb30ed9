package gradus.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a find beside its program: every training of the validation harness, line by
 * line, and in the header of the program one sentence for each setting.
 */
public final class Evidence {
  private static final String EXTENSION = ".gradus";

  /** The file of the results in a folder. */
  public static final String LINES = "validation.jsonl";

  private static final String KEY = "# Validated: ";

  private Evidence() {}

  /**
   * Adds results to the evidence of a find.
   *
   * @param results the results, compared already
   * @param sentences what they came to, by setting
   * @param place a program, which gets the sentences into its header and the results into {@code
   *     NAME.validation.jsonl} beside it; or a folder, which gets the results into {@code
   *     validation.jsonl}
   * @return the file that holds the results now
   * @throws RunException if the place is neither, or a file cannot be read or written
   */
  public static Path add(Validations results, Map<String, String> sentences, Path place) {
    boolean folder = Files.isDirectory(place);
    String name = place.getFileName().toString();
    if (!folder && !(Files.isRegularFile(place) && name.endsWith(EXTENSION))) {
      throw RunException.of(place, "no program and no folder", "name a .gradus file or a folder");
    }
    String stem = folder ? "" : name.substring(0, name.length() - EXTENSION.length()) + ".";
    Path lines = folder ? place.resolve(LINES) : place.resolveSibling(stem + LINES);
    Set<String> all = new LinkedHashSet<>();
    if (Files.exists(lines)) {
      Validations.read(lines).lines().forEach(known -> all.add(known.line()));
    }
    results.lines().forEach(result -> all.add(result.line()));
    String header = folder ? "" : header(AtomicFile.read(place), name, sentences);
    AtomicFile.write(lines, String.join("\n", all) + "\n");
    if (!folder) {
      AtomicFile.write(place, header);
    }
    return lines;
  }

  /** The text with a sentence for each setting at the end of its header. */
  static String header(String text, String name, Map<String, String> sentences) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int end = 0;
    while (end < lines.size() && lines.get(end).startsWith("#")) {
      String line = lines.get(end);
      boolean stale = sentences.keySet().stream().anyMatch(key -> line.startsWith(KEY + key + ","));
      if (stale) {
        lines.remove(end);
      } else {
        end++;
      }
    }
    if (end == 0) {
      lines.add(end++, "# " + name); // the first line of a header is its summary
    }
    for (String sentence : sentences.values()) {
      lines.add(end++, KEY + sentence);
    }
    return String.join("\n", lines) + "\n";
  }
}
