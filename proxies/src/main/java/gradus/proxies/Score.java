package gradus.proxies;

/**
 * How well a model does on one part of the data.
 *
 * @param loss the mean cross entropy in nats per example; 0 is perfect
 * @param accuracy the share of examples whose likeliest class is the right one, 0..1
 */
public record Score(double loss, double accuracy) {

  /** The score of a model that was not scored or predicts nothing: it loses every comparison. */
  public static final Score NONE = new Score(Double.POSITIVE_INFINITY, 0);
}
