package gradus.grammar;

/** What the names of a text mean. */
public enum Dialect {
  /** Every name means its own row: arithmetic is IEEE. */
  STANDARD,
  /**
   * Names mean what the published search space computes: {@code /}, {@code sqrt} and the logarithms
   * are their guarded twins.
   */
  PAPER
}
