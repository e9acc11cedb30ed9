package gradus.proxies;

import java.util.Locale;

/** What people of a field look at in a {@link Score}. */
public enum Metric {
  /** The share of right answers, in per cent. */
  ACCURACY("accuracy", "%.2f %%", true) {
    @Override
    public double of(Score score) {
      return 100 * score.accuracy();
    }
  },
  /** The exponential of the loss: as hard as a choice among so many equally likely tokens. */
  PERPLEXITY("perplexity", "%.2f", false) {
    @Override
    public double of(Score score) {
      return Math.exp(score.loss());
    }
  },
  /** The loss in bits. */
  BITS("bits per character", "%.4f", false) {
    @Override
    public double of(Score score) {
      return score.loss() / Math.log(2);
    }
  },
  /** The loss itself. */
  LOSS("loss", "%.4g", false) {
    @Override
    public double of(Score score) {
      return score.loss();
    }
  };

  private final String label;
  private final String format;
  private final boolean ascending;

  Metric(String label, String format, boolean ascending) {
    this.label = label;
    this.format = format;
    this.ascending = ascending;
  }

  /**
   * The metric of a score.
   *
   * @param score loss and accuracy
   * @return the value, in the metric's unit
   */
  public abstract double of(Score score);

  /**
   * What a table calls it.
   *
   * @return lower-case words
   */
  public String label() {
    return label;
  }

  /**
   * Whether more is better.
   *
   * @return false for losses
   */
  public boolean ascending() {
    return ascending;
  }

  /**
   * A value as text.
   *
   * @param value in the metric's unit
   * @return with as many digits as mean something, and the unit
   */
  public String text(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
