package gradus.proxies;

/**
 * Where a hopeless training ends before its time: after a share of its steps the loss on the select
 * part has to be below a share of that of the initial weights.
 *
 * @param after the share of the steps, from 0 to 1; 0 for no hurdle
 * @param height the share of the first loss
 */
public record Hurdle(double after, double height) {
  /** No training ends early. */
  public static final Hurdle NONE = new Hurdle(0, 1);

  /** Refuses shares that are none. */
  public Hurdle {
    if (!(after >= 0 && after <= 1) || !(height > 0)) {
      throw new IllegalArgumentException(
          "hurdle: found %s, %s; allowed: a share of the steps from 0 to 1, a height above 0"
              .formatted(after, height));
    }
  }

  /** The step behind which it stands; 0 for none. */
  int step(int steps) {
    return (int) Math.ceil(after * steps);
  }

  boolean isTaken(Score start, Score now) {
    return now.loss() <= height * start.loss();
  }
}
