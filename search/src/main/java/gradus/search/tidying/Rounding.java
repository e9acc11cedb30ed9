package gradus.search.tidying;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Numbers that are rounder than another and near it. */
final class Rounding {
  private static final double NEAR = 0.05;
  private static final double MEMORY = 0.5;

  private Rounding() {}

  /**
   * Rounder numbers: 0 or 1 where that is nearer than a twentieth, then one significant digit, then
   * two. A memory, from 0.5 to 1, is rounded in what it is short of 1.
   *
   * @param value a finite number
   * @return the roundest first; none of what is round already
   */
  static List<Double> of(double value) {
    if (value == 0) {
      return List.of();
    }
    Set<Double> rounder = new LinkedHashSet<>();
    for (double end : new double[] {0, 1}) {
      if (Math.abs(value - end) <= NEAR) {
        rounder.add(end);
      }
    }
    rounder.add(round(value, 1));
    rounder.add(round(value, 2));
    List<Double> all = new ArrayList<>(rounder);
    // What is as round as it is said to be does not become less so.
    int itself = all.indexOf(value);
    return itself < 0 ? List.copyOf(all) : List.copyOf(all.subList(0, itself));
  }

  private static double round(double value, int digits) {
    MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
    BigDecimal exact = new BigDecimal(value);
    return value >= MEMORY && value < 1
        ? BigDecimal.ONE.subtract(BigDecimal.ONE.subtract(exact).round(context)).doubleValue()
        : exact.round(context).doubleValue();
  }
}
