package gradus.grammar;

/**
 * How many numbers a value has. Kinds broadcast upward only: a number serves every tensor, a leaf
 * every element of its tensor.
 */
public enum Kind {
  /** One number for the whole model. */
  NUMBER,
  /** One number for each tensor of the model. */
  LEAF,
  /** One number for each element of each tensor of the model. */
  TENSOR;

  /**
   * The kind that both broadcast to.
   *
   * @param other another kind
   * @return the larger of the two
   */
  public Kind join(Kind other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The kind that is left of both.
   *
   * @param other another kind
   * @return the smaller of the two
   */
  public Kind meet(Kind other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
