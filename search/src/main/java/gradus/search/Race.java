package gradus.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * From how many seeds a program is trained: after each round it goes on only while it is as good as
 * a share of the last candidates, judged by the same rounds.
 *
 * @param bars the least fitness for going on, by the number of rounds behind it
 */
record Race(double[] bars) {
  /** Where every program is trained from as many seeds. */
  static final Race NONE = new Race(new double[0]);

  boolean goesOn(Losses losses) {
    int rounds = losses.rounds();
    return rounds == 0 || rounds > bars.length || losses.fitness(rounds) >= bars[rounds - 1];
  }

  /** The last candidates, as many as live at a time, and the bars that they set. */
  static final class Field {
    private final Deque<Losses> last = new ArrayDeque<>();
    private final int size;

    Field(int size) {
      this.size = size;
    }

    void take(Losses losses) {
      last.addLast(losses);
      if (last.size() > size) {
        last.removeFirst();
      }
    }

    /** Bars that a share of the field is at or above, for up to so many rounds. */
    Race race(double share, int rounds) {
      double[] bars = new double[rounds];
      Arrays.setAll(bars, round -> bar(share, round + 1));
      return new Race(bars);
    }

    /** Programs with fewer rounds are judged by those that they have. */
    double bar(double share, int rounds) {
      double[] fitness =
          last.stream()
              .mapToDouble(losses ->
                  losses.trained()
                      ? losses.fitness(Math.min(rounds, losses.rounds()))
                      : Double.NEGATIVE_INFINITY)
              .sorted()
              .toArray();
      int above = (int) Math.ceil(share * fitness.length);
      return above == 0 ? Double.POSITIVE_INFINITY : fitness[fitness.length - above];
    }
  }
}
