package gradus.proxies;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A rung of the ladder: model, data and steps of a task grow together. From 1 to 10 and from 10 to
 * 100 the arithmetic of a training grows about tenfold.
 */
public enum Scale {
  /** For tests: as little as shows the structure. */
  TINY("tiny"),
  /** What a search pays thousands of times. */
  ONE("1"),
  /** What the finds of a search have to stand. */
  TEN("10"),
  /** The last check. */
  HUNDRED("100");

  private final String label;

  Scale(String label) {
    this.label = label;
  }

  /**
   * What is written on the command line.
   *
   * @return tiny, 1, 10 or 100
   */
  public String label() {
    return label;
  }

  /**
   * A size at this scale.
   *
   * @param tiny the size at the scale of tests
   * @param one at scale 1
   * @param ten at scale 10
   * @param hundred at scale 100
   * @return one of them
   */
  public int of(int tiny, int one, int ten, int hundred) {
    return switch (this) {
      case TINY -> tiny;
      case ONE -> one;
      case TEN -> ten;
      case HUNDRED -> hundred;
    };
  }

  /**
   * The scale of a label.
   *
   * @param label what to look for
   * @return the scale
   * @throws IllegalArgumentException if there is none, with those there are
   */
  public static Scale named(String label) {
    for (Scale scale : values()) {
      if (scale.label.equals(label)) {
        return scale;
      }
    }
    String allowed = Arrays.stream(values()).map(Scale::label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "scale: unknown; found '%s'; allowed: %s".formatted(label, allowed));
  }
}
