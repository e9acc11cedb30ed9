package gradus.results;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One candidate of a search: where it came from, what it is, and what became of it.
 *
 * @param number its place in the run, from 1
 * @param parent the number of the candidate it was made from; 0 for a seed
 * @param mutation how it was made from its parent
 * @param program its text
 * @param hash the hash of its meaning
 * @param outcome the category of its outcome
 * @param fitness its fitness; NaN when it has none, and all NaN are one
 * @param cached whether an earlier candidate has the same hash, so that its trainings count for
 *     this one too
 * @param statements the statements of the program
 * @param redundantStatements those of them that do not matter
 * @param invalidChildren the invalid children that were thrown away before this one
 * @param losses what the trainings came to that were made for this one, in their order; NaN for one
 *     that failed, and all NaN are one
 */
public record Candidate(
    int number,
    int parent,
    String mutation,
    String program,
    String hash,
    String outcome,
    double fitness,
    boolean cached,
    int statements,
    int redundantStatements,
    int invalidChildren,
    List<Double> losses) {

  /**
   * Checks that the parts agree.
   *
   * @throws IllegalArgumentException if they do not, or if a text is not well-formed Unicode
   */
  public Candidate {
    require(number >= 1, "number", number);
    require(parent >= 0 && parent < number, "parent", parent);
    requireText("mutation", mutation);
    requireText("program", program);
    requireText("hash", hash);
    requireText("outcome", outcome);
    require(statements >= 0, "statements", statements);
    require(
        redundantStatements >= 0 && redundantStatements <= statements,
        "redundantStatements",
        redundantStatements);
    require(invalidChildren >= 0, "invalidChildren", invalidChildren);
    losses = List.copyOf(losses);
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException("candidate with " + name + " " + value);
    }
  }

  /** A lone surrogate has no UTF-8 form, so it would not be read back as it was written. */
  static void requireText(String name, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(name + " is not well-formed Unicode");
    }
  }
}
