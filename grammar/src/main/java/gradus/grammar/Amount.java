package gradus.grammar;

import gradus.grammar.Kind.Side;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of something there is for each parameter of a model: a sum of terms in the rows and
 * columns of the matrix that the parameter is in. So a number for each row of a matrix is {@code
 * 1/columns} for each parameter, and one for each tensor is nothing.
 */
public final class Amount {
  /** A product of powers. */
  private record Term(int rows, int columns) {
    int degree() {
      return rows + columns;
    }

    @Override
    public String toString() {
      String below = factor("/rows", -rows) + factor("/columns", -columns);
      return factor(" rows", rows) + factor(" columns", columns) + below;
    }

    private static String factor(String text, int power) {
      return power < 1 ? "" : power == 1 ? text : text + "^" + power;
    }
  }

  private static final Comparator<Term> PLAIN_FIRST =
      Comparator.comparing((Term term) -> term.rows() != 0 || term.columns() != 0)
          .thenComparing(Comparator.comparingInt(Term::degree).reversed())
          .thenComparing(Comparator.comparingInt(Term::rows).reversed());

  /** None of it. */
  public static final Amount NONE = new Amount(Map.of());

  private final Map<Term, Double> terms;

  private Amount(Map<Term, Double> terms) {
    Map<Term, Double> sorted = new TreeMap<>(PLAIN_FIRST);
    sorted.putAll(terms);
    this.terms = Collections.unmodifiableMap(sorted);
  }

  /** So much for each element of a value. Numbers and leaves have too few elements to count. */
  static Amount of(double each, Kind kind) {
    return kind.isArray() ? product(each, List.of(kind.rows(), kind.columns())) : NONE;
  }

  /** So much as often as the sides say, multiplied. */
  static Amount product(double each, List<Side> sides) {
    int rows = Collections.frequency(sides, Side.ROWS);
    int columns = Collections.frequency(sides, Side.COLUMNS);
    return new Amount(Map.of(new Term(rows - 1, columns - 1), each));
  }

  Amount plus(Amount other) {
    Map<Term, Double> sum = new HashMap<>(terms);
    other.terms.forEach((term, number) -> sum.merge(term, number, Double::sum));
    return new Amount(sum);
  }

  /** Without the terms that vanish for large matrices. */
  Amount leading() {
    return new Amount(
        terms.entrySet().stream()
            .filter(term -> term.getKey().degree() >= 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * How much it is in one matrix.
   *
   * @param rows the rows of the matrix; of a tensor that is no matrix, 1
   * @param columns the columns of the matrix; of a tensor that is no matrix, its elements
   * @return the amount for each parameter
   */
  public double in(double rows, double columns) {
    double sum = 0;
    for (Map.Entry<Term, Double> term : terms.entrySet()) {
      sum +=
          term.getValue()
              * Math.pow(rows, term.getKey().rows())
              * Math.pow(columns, term.getKey().columns());
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amount amount && terms.equals(amount.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /** For example {@code 12 + 2 rows + 4/columns}. */
  @Override
  public String toString() {
    return terms.isEmpty()
        ? "0"
        : terms.entrySet().stream()
            .map(term -> Numbers.text(term.getValue()) + term.getKey())
            .collect(Collectors.joining(" + "));
  }
}
