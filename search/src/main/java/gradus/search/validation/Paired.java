package gradus.search.validation;

import gradus.results.Trial;
import gradus.search.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.inference.TTest;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/**
 * Two optimizers trained from the same seeds, the first less the second. Less is better.
 *
 * @param first losses of the one, by common seed; NaN where its training failed
 * @param second losses of the other
 */
public record Paired(List<Double> first, List<Double> second) {
  private static final double ERRORS = 2;
  private static final double LEVEL = 0.05;

  /** What may be said of the first. */
  public enum Verdict {
    /** At least two standard errors better, and p below 0.05 by the paired t-test. */
    WIN,
    /** Neither is shown to be better. */
    TIE,
    /** As much worse, or it failed from more seeds. */
    LOSS
  }

  /** Copies the lists. */
  public Paired {
    first = List.copyOf(first);
    second = List.copyOf(second);
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(first.size() + " and " + second.size() + " losses");
    }
  }

  /**
   * Pairs trials by their seeds; those whose seed the other has not are left out.
   *
   * @param one trials of one setting, each from another seed
   * @param other trials of another
   * @param loss what to compare
   * @return the pairs, by rising seed
   */
  public static Paired of(List<Trial> one, List<Trial> other, ToDoubleFunction<Trial> loss) {
    Map<Long, Double> losses = new LinkedHashMap<>();
    other.forEach(trial -> losses.put(trial.seed(), loss.applyAsDouble(trial)));
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    one.stream()
        .filter(trial -> losses.containsKey(trial.seed()))
        .sorted(java.util.Comparator.comparingLong(Trial::seed))
        .forEach(trial -> {
          first.add(loss.applyAsDouble(trial));
          second.add(losses.get(trial.seed()));
        });
    return new Paired(first, second);
  }

  /**
   * The differences where neither failed.
   *
   * @return one for each such seed
   */
  public Sample difference() {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      double difference = first.get(i) - second.get(i);
      if (!Double.isNaN(difference)) {
        differences.add(difference);
      }
    }
    return new Sample(differences);
  }

  /**
   * The mean difference in its standard errors.
   *
   * @return 0 for equal losses; NaN of fewer than two pairs
   */
  public double errors() {
    Sample difference = difference();
    return difference.mean() == 0 ? 0 : difference.mean() / difference.standardError();
  }

  /**
   * How likely so large a mean difference is by chance, by the paired t-test, two-sided.
   *
   * @return the p-value; 1 for equal losses, NaN of fewer than two pairs
   */
  public double tTest() {
    if (difference().values().size() < 2) {
      return Double.NaN;
    }
    if (difference().variance() == 0) {
      return difference().mean() == 0 ? 1 : 0;
    }
    return new TTest().tTest(0, array(difference()));
  }

  /**
   * How likely so one-sided differences are by chance, by Wilcoxon's signed ranks, two-sided; exact
   * where there are at most 30 pairs without ties.
   *
   * @return the p-value; 1 for equal losses, NaN of fewer than two pairs
   */
  public double wilcoxon() {
    double[] differences =
        difference().values().stream().mapToDouble(d -> d).filter(d -> d != 0).toArray();
    if (difference().values().size() < 2) {
      return Double.NaN;
    }
    if (differences.length < 2) {
      return 1;
    }
    long sizes = java.util.Arrays.stream(differences).map(Math::abs).distinct().count();
    boolean exact = differences.length <= 30 && sizes == differences.length;
    return new WilcoxonSignedRankTest()
        .wilcoxonSignedRankTest(differences, new double[differences.length], exact);
  }

  private static double[] array(Sample sample) {
    return sample.values().stream().mapToDouble(value -> value).toArray();
  }

  /**
   * What may be said.
   *
   * @return a tie unless the difference is shown
   */
  public Verdict verdict() {
    int failures = Integer.compare(failures(first), failures(second));
    if (failures != 0) {
      return failures > 0 ? Verdict.LOSS : Verdict.WIN;
    }
    boolean shown = Math.abs(errors()) >= ERRORS && tTest() < LEVEL;
    return !shown ? Verdict.TIE : errors() < 0 ? Verdict.WIN : Verdict.LOSS;
  }

  private static int failures(List<Double> losses) {
    return (int) losses.stream().filter(loss -> loss.isNaN()).count();
  }

  /**
   * The verdict in a word, the difference and how sure it is.
   *
   * @return one line
   */
  public String text() {
    Sample difference = difference();
    return String.format(
        Locale.ROOT,
        "%.4g +- %.2g, %.1f standard errors, p %.2g: %s",
        difference.mean(),
        difference.standardError(),
        errors(),
        tTest(),
        verdict().name().toLowerCase(Locale.ROOT));
  }
}
