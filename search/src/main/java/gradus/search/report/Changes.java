package gradus.search.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;

/** What a program has in another way than the one it was made from, line by line. */
public final class Changes {
  /** What happened to a line. */
  public enum Sign {
    /** It is in both. */
    KEPT(" "),
    /** It is in the parent alone. */
    REMOVED("-"),
    /** It is in the child alone. */
    ADDED("+"),
    /** Not a line: lines of both are left out here. */
    GAP("\u22ee");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    /**
     * The sign in front of the line.
     *
     * @return one character
     */
    public String text() {
      return text;
    }
  }

  /**
   * One line of the comparison.
   *
   * @param sign what happened to it
   * @param text the line; empty for a gap
   * @param live whether it matters to the result of the program it is in, the child if it is in
   *     both
   */
  public record Line(Sign sign, String text, boolean live) {}

  private Changes() {}

  /** The lines of both, in order. */
  static List<Line> between(Listing parent, Listing child) {
    List<Line> lines = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(parent.texts(), child.texts(), true).getDeltas()) {
      if (delta.getType() == DeltaType.EQUAL) {
        add(lines, Sign.KEPT, child, delta.getTarget().getPosition(), delta.getTarget().size());
      } else {
        add(lines, Sign.REMOVED, parent, delta.getSource().getPosition(), delta.getSource().size());
        add(lines, Sign.ADDED, child, delta.getTarget().getPosition(), delta.getTarget().size());
      }
    }
    return lines;
  }

  /** A whole program: nothing is other than in anything. */
  static List<Line> none(Listing listing) {
    List<Line> lines = new ArrayList<>();
    add(lines, Sign.KEPT, listing, 0, listing.lines().size());
    return lines;
  }

  private static void add(List<Line> lines, Sign sign, Listing listing, int from, int count) {
    for (Listing.Line line : listing.lines().subList(from, from + count)) {
      lines.add(new Line(sign, line.text(), line.live()));
    }
  }

  /** Leaves out what is further from every change than so many lines. */
  static List<Line> near(List<Line> lines, int distance) {
    List<Line> near = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int from = Math.max(0, i - distance);
      int to = Math.min(lines.size(), i + distance + 1);
      if (lines.subList(from, to).stream().anyMatch(line -> line.sign() != Sign.KEPT)) {
        near.add(lines.get(i));
      } else if (near.isEmpty() || near.getLast().sign() != Sign.GAP) {
        near.add(new Line(Sign.GAP, "", true));
      }
    }
    return near;
  }
}
