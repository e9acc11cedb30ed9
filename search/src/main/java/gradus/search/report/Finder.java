package gradus.search.report;

import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import gradus.search.SearchException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what a person calls a candidate to the candidate. */
public final class Finder {
  private static final int SHORTEST_HASH = 4;
  private static final int MOST_TOLD = 5;

  private final RunDirectory run;
  private final String word;

  private Finder(RunDirectory run, String word) {
    this.run = run;
    this.word = word;
  }

  /**
   * Finds a candidate.
   *
   * @param run the directory of a run
   * @param word its number, the name of a program of the hall of fame, or how a hash begins; the
   *     first candidate of that hash
   * @return the candidate
   * @throws SearchException if there is none or the word fits several
   */
  public static Candidate candidate(RunDirectory run, String word) {
    return new Finder(run, word).candidate();
  }

  private Candidate candidate() {
    String hash = famous();
    List<Candidate> numbered = new ArrayList<>();
    SortedMap<String, Candidate> hashed = new TreeMap<>();
    run.store()
        .forEach(candidate -> {
          if (word.equals(Integer.toString(candidate.number()))) {
            numbered.add(candidate);
          }
          if (candidate.hash().startsWith(hash)) {
            hashed.putIfAbsent(candidate.hash(), candidate);
          }
        });
    if (!numbered.isEmpty()) {
      return numbered.getFirst();
    }
    boolean tooShort = hash.length() < SHORTEST_HASH;
    if (!tooShort && hashed.size() == 1) {
      return hashed.firstEntry().getValue();
    }
    String what = tooShort || hashed.isEmpty() ? "no candidate" : "several candidates";
    throw new SearchException(
        "%s: %s; found '%s'; allowed: a number from 1 to %d, the first %d or more letters of a hash%s"
            .formatted(
                run.path(),
                what,
                word,
                run.store().count(),
                SHORTEST_HASH,
                told(tooShort, hashed)));
  }

  private static String told(boolean tooShort, SortedMap<String, Candidate> hashed) {
    return tooShort || hashed.isEmpty()
        ? ", or a name in the hall of fame such as find_1"
        : " (" + String.join(", ", hashed.keySet().stream().limit(MOST_TOLD).toList()) + ")";
  }

  /** The hash of the program of the hall of fame that has this name, or else the word itself. */
  private String famous() {
    if (!Files.exists(run.path().resolve(HallOfFame.FILE))) {
      return word;
    }
    return run.hallOfFame().entries().stream()
        .filter(entry -> entry.name().equals(word) || entry.program().contains("def " + word + "("))
        .map(HallOfFame.Entry::hash)
        .findFirst()
        .orElse(word);
  }
}
