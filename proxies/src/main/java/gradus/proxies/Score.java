package gradus.proxies;

/**
 * How well a model does on one part of the data.
 *
 * @param loss the mean loss; cross entropies are in nats
 * @param accuracy the share of answers that are right, 0..1; 0 where answers are real numbers
 */
public record Score(double loss, double accuracy) {

  /** The score of a model that was not scored or predicts nothing: it loses every comparison. */
  public static final Score NONE = new Score(Double.POSITIVE_INFINITY, 0);
}
