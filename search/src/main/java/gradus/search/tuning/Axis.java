package gradus.search.tuning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values that a tuning may give to one number.
 *
 * @param name of a hyperparameter, or {@link #LEARNING_RATE}
 * @param values in rising order, whatever order they come in
 * @param gridded whether the first grid spreads over them; otherwise only the walk that follows
 *     moves along them
 */
public record Axis(String name, List<Double> values, boolean gridded) {
  /** The name of the axis that every tuning has. */
  public static final String LEARNING_RATE = "learning_rate";

  private static final int LOWEST = -9;
  private static final int HIGHEST = 4;
  private static final int STRIDE = 2;
  private static final int REACH = 4;

  /** Sorts the values. */
  public Axis {
    values = values.stream().sorted().toList();
  }

  /**
   * Learning rates 1, 2, 5, 10, ...
   *
   * @return the axis, gridded
   */
  public static Axis rates() {
    return new Axis(
        LEARNING_RATE, steps().stream().map(BigDecimal::doubleValue).sorted().toList(), true);
  }

  /**
   * Values around a default. A memory, from 0.5 to 1, moves in what it is short of 1; all else in
   * factors of about two.
   *
   * @param name of a hyperparameter
   * @param start its default
   * @return the axis, not gridded
   */
  public static Axis around(String name, double start) {
    Set<Double> values = new TreeSet<>();
    boolean memory = start >= 0.5 && start < 1;
    for (BigDecimal step : steps()) {
      if (!memory) {
        values.add(step.doubleValue());
      } else if (step.compareTo(BigDecimal.ONE) <= 0) {
        values.add(BigDecimal.ONE.subtract(step).doubleValue());
      }
    }
    return new Axis(name, List.copyOf(values), false).including(start);
  }

  /**
   * The same axis with a value more.
   *
   * @param value a number that may be on it already
   * @return the axis
   */
  public Axis including(double value) {
    Set<Double> all = new TreeSet<>(values);
    all.add(value);
    return new Axis(name, List.copyOf(all), gridded);
  }

  private static List<BigDecimal> steps() {
    List<BigDecimal> steps = new ArrayList<>();
    for (int power = LOWEST; power <= HIGHEST; power++) {
      for (int digit : new int[] {1, 2, 5}) {
        steps.add(BigDecimal.valueOf(digit).scaleByPowerOfTen(power));
      }
    }
    return steps;
  }

  /**
   * The values beside a value.
   *
   * @param value one of the axis
   * @return one or two
   */
  List<Double> neighbours(double value) {
    return at(value, -1, 1);
  }

  /** What the first grid takes: the value to start from and every second one near it. */
  List<Double> grid(double start) {
    Set<Double> grid = new LinkedHashSet<>();
    grid.add(start);
    for (int distance = STRIDE; gridded && distance <= REACH; distance += STRIDE) {
      grid.addAll(at(start, -distance, distance));
    }
    return List.copyOf(grid);
  }

  private List<Double> at(double value, int... offsets) {
    int index = values.indexOf(value);
    if (index < 0) {
      throw new IllegalArgumentException(name + ": " + value + " is not among " + values);
    }
    List<Double> found = new ArrayList<>();
    for (int offset : offsets) {
      if (index + offset >= 0 && index + offset < values.size()) {
        found.add(values.get(index + offset));
      }
    }
    return found;
  }
}
