package gradus.search;

import io.jenetics.stat.DoubleMomentStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers from trainings with several seeds.
 *
 * @param values one for each seed; NaN where the training failed
 */
public record Sample(List<Double> values) {
  /** Copies the list. */
  public Sample {
    values = List.copyOf(values);
  }

  static List<Long> seeds(Seeds stream, long search, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> stream.seed(search, i)).toList();
  }

  /**
   * The trainings that failed.
   *
   * @return how many
   */
  public int failures() {
    return (int) values.stream().filter(value -> value.isNaN()).count();
  }

  private DoubleMomentStatistics moments() {
    DoubleMomentStatistics moments = new DoubleMomentStatistics();
    values.stream().filter(value -> !value.isNaN()).forEach(moments::accept);
    return moments;
  }

  /**
   * The mean over the trainings that did not fail.
   *
   * @return NaN if all failed
   */
  public double mean() {
    return moments().mean();
  }

  /**
   * The standard error of that mean.
   *
   * @return NaN of one number
   */
  public double standardError() {
    DoubleMomentStatistics moments = moments();
    return Math.sqrt(moments.variance() / moments.count());
  }

  /**
   * The variance between seeds.
   *
   * @return NaN of one number
   */
  public double variance() {
    return moments().variance();
  }

  /** The differences from another sample with the same seeds. */
  Sample minus(Sample other) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      differences.add(values.get(i) - other.values.get(i));
    }
    return new Sample(differences);
  }
}
