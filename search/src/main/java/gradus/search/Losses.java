package gradus.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What the trainings of one program came to, round by round: in a round it is trained once on every
 * task, all programs from the same seed.
 *
 * <p>Two programs compare by the rounds that both have, so that no one is better for the seeds it
 * was given; one that failed is below all that did not. Such an order need not be transitive: it is
 * for tournaments, not for sorting.
 *
 * @param weights how much each task counts, above 0; at least one
 * @param values the losses on the select part, round after round; NaN where a training failed
 */
public record Losses(List<Double> weights, List<Double> values) implements Comparable<Losses> {
  /** Copies the lists. */
  public Losses {
    weights = List.copyOf(weights);
    values = List.copyOf(values);
  }

  /**
   * No trainings yet.
   *
   * @param weights how much each task counts
   * @return no losses
   */
  static Losses none(List<Double> weights) {
    return new Losses(weights, List.of());
  }

  private int tasks() {
    return weights.size();
  }

  Losses and(List<Double> further) {
    List<Double> all = new ArrayList<>(values);
    all.addAll(further);
    return new Losses(weights, all);
  }

  /**
   * The rounds that are complete.
   *
   * @return how many
   */
  public int rounds() {
    return values.size() / tasks();
  }

  /**
   * Whether there is a round and no training failed.
   *
   * @return true if there is a fitness
   */
  public boolean trained() {
    return rounds() > 0 && !values.contains(Double.NaN);
  }

  /**
   * How good the program is by all its rounds.
   *
   * @return higher is better; NaN if it failed
   */
  public double fitness() {
    return fitness(rounds());
  }

  /**
   * How good the program is by its first rounds: minus the mean loss. With several tasks, minus the
   * weighted mean over them of the logarithm of the mean loss: with equal weights a tenth less
   * counts the same on each.
   *
   * @param rounds how many rounds count, at most {@link #rounds}
   * @return higher is better; NaN if it failed
   */
  public double fitness(int rounds) {
    if (!trained()) {
      return Double.NaN;
    }
    if (tasks() == 1) {
      return -mean(0, rounds);
    }
    double sum = 0;
    double all = 0;
    for (int task = 0; task < tasks(); task++) {
      sum += weights.get(task) * StrictMath.log(mean(task, rounds));
      all += weights.get(task);
    }
    return -sum / all;
  }

  private double mean(int task, int rounds) {
    double sum = 0;
    for (int round = 0; round < rounds; round++) {
      sum += values.get(round * tasks() + task);
    }
    return sum / rounds;
  }

  /**
   * How good each round was by itself.
   *
   * @return one fitness for each round; NaN for one with a training that failed
   */
  public Sample byRound() {
    List<Double> fitness = new ArrayList<>();
    for (int round = 0; round < rounds(); round++) {
      List<Double> one = values.subList(round * tasks(), (round + 1) * tasks());
      fitness.add(new Losses(weights, one).fitness());
    }
    return new Sample(fitness);
  }

  @Override
  public int compareTo(Losses other) {
    if (!trained() || !other.trained()) {
      return Boolean.compare(trained(), other.trained());
    }
    int common = Math.min(rounds(), other.rounds());
    return Double.compare(fitness(common), other.fitness(common));
  }
}
