package gradus.grammar;

/** What one result of a reduction is taken over. */
public enum Extent {
  /** All tensors: one number for the model. */
  MODEL,
  /** One tensor: one number for each. */
  TENSOR,
  /** One row of a matrix: one number for each. */
  ROW,
  /** One column of a matrix: one number for each. */
  COLUMN;

  /**
   * The kind of a reduction.
   *
   * @param argument what is reduced
   * @return the kind of the result
   */
  public Kind of(Kind argument) {
    if (argument == Kind.NUMBER || this == MODEL) {
      return Kind.NUMBER;
    }
    return switch (this) {
      case ROW -> Kind.of(argument.rows(), Kind.Side.ONE);
      case COLUMN -> Kind.of(Kind.Side.ONE, argument.columns());
      default -> Kind.LEAF;
    };
  }
}
