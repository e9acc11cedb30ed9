package gradus.proxies;

/**
 * How a training ended. Divergence is an ordinary outcome in a search, so it is a value.
 *
 * @param category how it ended
 * @param steps the updates that were made
 * @param trainLoss the mean loss of the last batch that was drawn; NaN if none was
 * @param start the score on {@link Part#SELECT} before the first step
 * @param select the score on {@link Part#SELECT} after the last step; {@link Score#NONE} for a
 *     training that did not come to its end
 */
public record Outcome(Category category, int steps, double trainLoss, Score start, Score select) {

  /** The ways in which a training ends. */
  public enum Category {
    /** All steps were made and the loss on the select part is no higher than at the start. */
    TRAINED,
    /** A loss or a weight became infinite or NaN; the training stopped there. */
    NOT_FINITE,
    /** All steps were made, but the loss on the select part rose. */
    WORSE_THAN_START,
    /** The loss on the select part had not come down far enough at the hurdle. */
    HOPELESS,
    /** The thread was interrupted; its interrupt status is still set. */
    INTERRUPTED
  }
}
