package gradus.grammar;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How unknown names are answered: with the allowed ones, and the one that was probably meant. */
public final class Names {
  private static final int SHOWN = 12;

  /** Beyond these, names are not compared: an answer must not take long. */
  private static final int MOST = 1000;

  private static final int LONGEST = 100;

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
          if (invisible(c)) {
            shown.append(String.format("\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.append(name.codePointCount(0, name.length()) > 40 ? "...'" : "'").toString();
  }

  private static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
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
    List<Candidate> candidates = candidates(found, known);
    if (!candidates.isEmpty() && candidates.getFirst().distance() <= bound(found)) {
      return candidates.getFirst().name() + " (did you mean that?)";
    }
    String list =
        candidates.stream().limit(SHOWN).map(Candidate::name).collect(Collectors.joining(", "));
    return list + (known.size() > SHOWN ? ", ..." : "");
  }

  /**
   * The known name that differs least from one that is not known.
   *
   * @param found the name that is unknown
   * @param known the names to choose from
   * @return the nearest, if it is near enough to have been meant
   */
  public static Optional<String> nearest(String found, Collection<String> known) {
    return candidates(found, known).stream()
        .limit(1)
        .filter(candidate -> candidate.distance() <= bound(found))
        .map(Candidate::name)
        .findFirst();
  }

  /** How far away a name may be to have been meant; of a very short one only the case differs. */
  private static int bound(String found) {
    return found.length() < 3 ? 0 : found.length() > LONGEST ? -1 : found.length() / 3;
  }

  private record Candidate(String name, int distance) {}

  /** Some known names, the nearest first. */
  private static List<Candidate> candidates(String found, Collection<String> known) {
    String start = found.substring(0, Math.min(LONGEST, found.length()));
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .limit(MOST)
        .map(name -> new Candidate(name, distance(start, name)))
        .sorted(Comparator.comparingInt(Candidate::distance))
        .toList();
  }

  /**
   * Edit distance with insertion, deletion, substitution and the swap of two neighbours, blind to
   * case (optimal string alignment).
   */
  static int distance(String a, String b) {
    String x = a.toLowerCase(java.util.Locale.ROOT);
    String y = b.toLowerCase(java.util.Locale.ROOT);
    int[][] cost = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = x.charAt(i - 1) == y.charAt(j - 1);
        int substituted = cost[i - 1][j - 1] + (same ? 0 : 1);
        cost[i][j] = Math.min(substituted, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && x.charAt(i - 1) == y.charAt(j - 2)
            && x.charAt(i - 2) == y.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[x.length()][y.length()];
  }
}
