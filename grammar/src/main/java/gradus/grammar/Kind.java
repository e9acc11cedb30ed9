package gradus.grammar;

import java.util.Optional;

/**
 * How many numbers a value has, and how they lie. Kinds broadcast upward only: a number serves
 * every tensor, a leaf every element of its tensor, a vector every row or every column.
 *
 * <p>Shapes are symbolic: rows and columns are those of the model's tensor, whatever they are, and
 * a square model does not make different shapes equal. Kinds between {@link #LEAF} and {@link
 * #TENSOR} exist only for tensors with two dimensions.
 */
public enum Kind {
  /** One number for the whole model. */
  NUMBER(null, null),
  /** One number for each tensor of the model. */
  LEAF(Side.ONE, Side.ONE),
  /** One number for each row of each matrix. */
  ROWS_BY_ONE(Side.ROWS, Side.ONE),
  /** One number for each column of each matrix. */
  ONE_BY_COLUMNS(Side.ONE, Side.COLUMNS),
  /** One number for each column, standing upright. */
  COLUMNS_BY_ONE(Side.COLUMNS, Side.ONE),
  /** One number for each row, lying down. */
  ONE_BY_ROWS(Side.ONE, Side.ROWS),
  /** A square matrix over the rows, such as {@code x @ transpose(x)}. */
  ROWS_BY_ROWS(Side.ROWS, Side.ROWS),
  /** A square matrix over the columns, such as {@code transpose(x) @ x}. */
  COLUMNS_BY_COLUMNS(Side.COLUMNS, Side.COLUMNS),
  /** The transpose of a matrix of the model. */
  COLUMNS_BY_ROWS(Side.COLUMNS, Side.ROWS),
  /** One number for each element of each tensor of the model. */
  TENSOR(Side.ROWS, Side.COLUMNS);

  /** How long one side of a shape is. */
  public enum Side {
    /** One. */
    ONE,
    /** As many as the model's matrix has rows. */
    ROWS,
    /** As many as the model's matrix has columns. */
    COLUMNS;

    @Override
    public String toString() {
      return this == ONE ? "1" : name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final Kind[] ALL = values();

  private final Side rows;
  private final Side columns;

  Kind(Side rows, Side columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * The number of its rows.
   *
   * @return the side; null for a number
   */
  public Side rows() {
    return rows;
  }

  /**
   * The number of its columns.
   *
   * @return the side; null for a number
   */
  public Side columns() {
    return columns;
  }

  /**
   * The kind with these sides.
   *
   * @param rows how many rows
   * @param columns how many columns
   * @return the kind
   */
  public static Kind of(Side rows, Side columns) {
    for (Kind kind : ALL) {
      if (kind.rows == rows && kind.columns == columns) {
        return kind;
      }
    }
    throw new IllegalArgumentException(rows + " x " + columns);
  }

  /**
   * The kind that both broadcast to.
   *
   * @param other another kind
   * @return the kind, if their shapes fit
   */
  public Optional<Kind> joined(Kind other) {
    if (this == other || this == NUMBER || other == NUMBER) {
      return Optional.of(this == NUMBER ? other : this);
    }
    boolean fit =
        (rows == other.rows || rows == Side.ONE || other.rows == Side.ONE)
            && (columns == other.columns || columns == Side.ONE || other.columns == Side.ONE);
    return fit
        ? Optional.of(
            of(rows == Side.ONE ? other.rows : rows, columns == Side.ONE ? other.columns : columns))
        : Optional.empty();
  }

  /**
   * The kind that both broadcast to, where it is known that there is one.
   *
   * @param other another kind
   * @return the kind
   * @throws java.util.NoSuchElementException if their shapes do not fit
   */
  public Kind join(Kind other) {
    return joined(other).orElseThrow();
  }

  /**
   * Whether it has elements in arrays: more than one number for each tensor.
   *
   * @return false for numbers and leaves
   */
  public boolean isArray() {
    return compareTo(LEAF) > 0;
  }

  /**
   * Whether only tensors with two dimensions have it.
   *
   * @return false for numbers, leaves and tensors
   */
  public boolean isForMatrices() {
    return isArray() && this != TENSOR;
  }

  @Override
  public String toString() {
    return isForMatrices() ? rows + " x " + columns : name().toLowerCase(java.util.Locale.ROOT);
  }
}
