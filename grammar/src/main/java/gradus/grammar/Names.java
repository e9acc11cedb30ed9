package gradus.grammar;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How unknown names are answered: with the allowed ones, and the one that was probably meant. */
public final class Names {
  private static final int SHOWN = 12;

  private Names() {}

  /**
   * A name as messages show it. Control characters are made visible and long texts cut.
   *
   * @param name any text
   * @return the text in quotes
   */
  public static String quote(String name) {
    StringBuilder shown = new StringBuilder("'");
    name.codePoints()
        .limit(40)
        .forEach(c -> {
          if (Character.isISOControl(c) || !Character.isDefined(c)) {
            shown.append(String.format("\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.append(name.codePointCount(0, name.length()) > 40 ? "...'" : "'").toString();
  }

  /**
   * What could have been written instead of a name, the nearest first.
   *
   * @param found the name that is unknown
   * @param known the names that are allowed
   * @return a short list, with the likely one pointed out
   */
  public static String allowed(String found, Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    Optional<String> near = nearest(found, known);
    String list =
        String.join(
            ", ",
            known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(found, name)))
                .limit(SHOWN)
                .toList());
    return (near.isPresent() ? near.get() + " (did you mean that?)" : list)
        + (near.isEmpty() && known.size() > SHOWN ? ", ..." : "");
  }

  /**
   * The known name that differs least from one that is not known.
   *
   * @param found the name that is unknown
   * @param known the names to choose from
   * @return the nearest, if it is near enough to have been meant
   */
  public static Optional<String> nearest(String found, Collection<String> known) {
    if (found.length() > 60) {
      return Optional.empty();
    }
    int bound = Math.max(1, found.length() / 3);
    return known.stream()
        .filter(name -> distance(found, name) <= bound)
        .min(Comparator.comparingInt((String name) -> distance(found, name)));
  }

  /** Edit distance with insertion, deletion and substitution (Levenshtein), blind to case. */
  static int distance(String a, String b) {
    String x = a.toLowerCase(java.util.Locale.ROOT);
    String y = b.toLowerCase(java.util.Locale.ROOT);
    int[] previous = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      int[] current = new int[y.length() + 1];
      current[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int substituted = previous[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[y.length()];
  }
}
