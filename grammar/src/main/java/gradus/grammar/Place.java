package gradus.grammar;

/**
 * Where something stands in its text. All places are equal to each other: two programs are equal
 * when they say the same, wherever they say it.
 */
public final class Place {
  /** The place of what no text contains, such as a statement made by a mutation. */
  public static final Place NONE = new Place(0, 0);

  private final int line;
  private final int column;

  private Place(int line, int column) {
    this.line = line;
    this.column = column;
  }

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column from 1
   * @return the place
   */
  public static Place of(int line, int column) {
    return new Place(line, column);
  }

  /**
   * The line.
   *
   * @return the line, from 1; 0 where there is no text
   */
  public int line() {
    return line;
  }

  /**
   * The column.
   *
   * @return the column, from 1; 0 where there is no text
   */
  public int column() {
    return column;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
