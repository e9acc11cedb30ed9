package gradus.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table: everything that is known about one function. Functions are compared by
 * identity.
 */
public final class Function {
  /** {@link Walk} hands over no more. */
  private static final int MOST_ARGUMENTS = 3;

  /** What stands for its name in hashes. */
  final long label;

  /** What {@link Typing} has found for calls of it. */
  final Type[] types;

  private final Row row;
  private Definition definition;
  private List<Law> laws = List.of();
  private List<Fact> facts = List.of();

  Function(Row row) {
    if (row.parameters.size() > MOST_ARGUMENTS) {
      throw new IllegalArgumentException(
          row.name + " takes too many arguments; allowed: at most " + MOST_ARGUMENTS);
    }
    this.row = row;
    label = Hash.text(row.name);
    types = Typing.table(row.parameters.size());
  }

  void resolve(Definition meaning) {
    definition = meaning;
  }

  void resolve(List<Law> equations, List<Fact> bounds) {
    laws = List.copyOf(equations);
    facts = List.copyOf(bounds);
  }

  /**
   * The name that the printer uses.
   *
   * @return the name
   */
  public String name() {
    return row.name;
  }

  /**
   * Other names that a text may use.
   *
   * @return the names, perhaps none
   */
  public List<String> aliases() {
    return row.aliases;
  }

  /**
   * The names of its parameters.
   *
   * @return the names, in order
   */
  public List<String> parameters() {
    return row.parameters;
  }

  /**
   * How many arguments it takes.
   *
   * @return 0, 1, 2 or 3
   */
  public int arity() {
    return row.parameters.size();
  }

  /**
   * What it computes.
   *
   * @return the definition
   */
  public Definition definition() {
    return definition;
  }

  /**
   * The equations that replace a call of it by something simpler, without changing any result.
   *
   * @return the laws, in the order in which they are tried
   */
  public List<Law> laws() {
    return laws;
  }

  /**
   * Whether its two arguments may be swapped without changing any result.
   *
   * @return true when it is so, bit by bit
   */
  public boolean commutative() {
    return row.commutative;
  }

  /**
   * The sign it is written with, between its arguments or before its only one.
   *
   * @return the sign, where it has one
   */
  public Optional<String> operator() {
    return Optional.ofNullable(row.operator);
  }

  /**
   * How tightly its operator binds: 1 for comparisons, 2 for sums, 3 for products, 4 for a prefix.
   *
   * @return the precedence; 5 for functions without an operator
   */
  public int precedence() {
    return row.precedence;
  }

  /**
   * The function of which this is the guarded twin: in the paper's dialect, that name means this.
   *
   * @return the name of the unguarded function, where there is one
   */
  public Optional<String> guards() {
    return Optional.ofNullable(row.guards);
  }

  /**
   * Whether it belongs to the published search space.
   *
   * @return true for the 45 functions of the paper
   */
  public boolean paper() {
    return row.paper;
  }

  /**
   * One sentence about it.
   *
   * @return the documentation
   */
  public String documentation() {
    return row.documentation;
  }

  /**
   * Name and parameters, as documents show them.
   *
   * @return for example {@code interp(x, y, a)}
   */
  public String signature() {
    return name() + "(" + String.join(", ", parameters()) + ")";
  }

  /** A call of it on variables with the names of its parameters. */
  Expression.Call call() {
    List<Expression> arguments = new ArrayList<>();
    row.parameters.forEach(name -> arguments.add(Expression.Variable.of(name)));
    return new Expression.Call(this, arguments, Place.NONE);
  }

  /** Bounds of calls that the ranges of their arguments do not show. */
  List<Fact> facts() {
    return facts;
  }

  /** Whether its extremes lie where arguments are at an end of their range or 0. */
  boolean hasCorners() {
    return row.cornered;
  }

  /** Whether it is so for these; if not, the value may be anything, and NaN. */
  boolean hasCorners(List<Interval> arguments) {
    return row.cornered && row.corners.test(arguments);
  }

  /** Where its values lie, whatever the arguments. */
  Interval range() {
    return row.range;
  }

  /** The arguments for which it has a value. */
  Interval domain() {
    return row.domain;
  }

  /** What a call does for which numbers give no number. */
  Optional<String> hazard() {
    return Optional.ofNullable(row.hazard);
  }

  @Override
  public String toString() {
    return name();
  }
}
