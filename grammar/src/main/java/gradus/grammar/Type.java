package gradus.grammar;

import java.util.Optional;

/** A kind, and where it is known. There is one of each, so they are compared by identity. */
final class Type {
  private static final Kind[] KINDS = Kind.values();

  /** How many there are. */
  static final int COUNT = 2 * KINDS.length + 1;

  private static final Type[] ALL = new Type[COUNT];

  static {
    for (int i = 0; i < COUNT; i++) {
      ALL[i] = new Type(i);
    }
  }

  static final Type NUMBER = of(Kind.NUMBER, false);
  static final Type TENSOR = of(Kind.TENSOR, false);

  /** What comes out of a mistake, which has been told. */
  static final Type WRONG = ALL[COUNT - 1];

  /** A number below {@link #COUNT}, another for each. */
  final int index;

  private final Kind kind;
  private final boolean matricesOnly;

  private Type(int index) {
    this.index = index;
    kind = index == COUNT - 1 ? Kind.NUMBER : KINDS[index / 2];
    matricesOnly = index % 2 == 1;
  }

  static Type of(Kind kind, boolean matricesOnly) {
    return ALL[2 * kind.ordinal() + (matricesOnly || kind.isForMatrices() ? 1 : 0)];
  }

  Kind kind() {
    return kind;
  }

  /** Whether the value means something for tensors of two dimensions only. */
  boolean matricesOnly() {
    return matricesOnly;
  }

  boolean wrong() {
    return this == WRONG;
  }

  /** What both broadcast to; a mistake has no part in it. */
  Optional<Type> joined(Type other) {
    if (wrong() || this == other) {
      return Optional.of(other);
    }
    if (other.wrong()) {
      return Optional.of(this);
    }
    return kind.joined(other.kind).map(k -> of(k, matricesOnly || other.matricesOnly));
  }

  @Override
  public String toString() {
    return matricesOnly && kind == Kind.TENSOR ? "rows x columns" : kind.toString();
  }
}
