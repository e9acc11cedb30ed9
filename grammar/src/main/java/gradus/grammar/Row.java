package gradus.grammar;

import gradus.grammar.Definition.DoubleTernary;
import gradus.grammar.Definition.FloatBinary;
import gradus.grammar.Definition.FloatTernary;
import gradus.grammar.Definition.FloatUnary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * One row of the table as it is written down. It becomes a {@link Function} when a table is made of
 * it, since bodies and laws name other rows.
 */
public final class Row {
  final String name;
  final List<String> parameters;
  final String documentation;
  final List<String> aliases = new ArrayList<>();
  final List<Equation> laws = new ArrayList<>();

  /** A law that is not read yet. */
  record Equation(String text, Law.Use use) {}

  Definition definition;
  String body;
  String operator;
  int precedence = 5;
  String guards;
  boolean commutative;
  boolean paper;
  boolean cornered;
  Predicate<List<Interval>> corners = arguments -> true;
  Interval range = Interval.REAL;
  Interval domain = Interval.REAL;
  String hazard;
  final List<String> facts = new ArrayList<>();

  private Row(String signature, String documentation) {
    int open = signature.indexOf('(');
    name = signature.substring(0, open);
    String inside = signature.substring(open + 1, signature.length() - 1);
    parameters = inside.isEmpty() ? List.of() : List.of(inside.split(", "));
    this.documentation = documentation;
  }

  /**
   * Begins a row.
   *
   * @param signature name and parameters, for example {@code "max(x, y)"}
   * @param documentation one sentence
   * @return the row, still without a definition
   */
  public static Row of(String signature, String documentation) {
    return new Row(signature, documentation);
  }

  /**
   * Defines it elementwise; on floats it is computed in double precision and rounded.
   *
   * @param exact the function
   * @return this row
   */
  public Row unary(DoubleUnaryOperator exact) {
    return unary(exact, x -> (float) exact.applyAsDouble(x));
  }

  /**
   * Defines it elementwise.
   *
   * @param exact the function
   * @param fast the same on floats, rounded once
   * @return this row
   */
  public Row unary(DoubleUnaryOperator exact, FloatUnary fast) {
    definition = new Definition.Unary(exact, fast);
    return this;
  }

  /**
   * Defines it elementwise; on floats it is computed in double precision and rounded.
   *
   * @param exact the function
   * @return this row
   */
  public Row binary(DoubleBinaryOperator exact) {
    return binary(exact, (x, y) -> (float) exact.applyAsDouble(x, y));
  }

  /**
   * Defines it elementwise.
   *
   * @param exact the function
   * @param fast the same on floats, rounded once
   * @return this row
   */
  public Row binary(DoubleBinaryOperator exact, FloatBinary fast) {
    definition = new Definition.Binary(exact, fast);
    return this;
  }

  /**
   * Defines it elementwise.
   *
   * @param exact the function
   * @param fast the same on floats, rounded once
   * @return this row
   */
  public Row ternary(DoubleTernary exact, FloatTernary fast) {
    definition = new Definition.Ternary(exact, fast);
    return this;
  }

  /**
   * Defines it by what is no map over elements.
   *
   * @param primitive the definition
   * @return this row
   */
  public Row is(Definition primitive) {
    definition = primitive;
    return this;
  }

  /**
   * Defines it in the language.
   *
   * @param expression an expression of its parameters and of rows above this one
   * @return this row
   */
  public Row body(String expression) {
    body = expression;
    return this;
  }

  /**
   * Gives it a sign to be written with.
   *
   * @param sign the sign
   * @param binds how tightly: 1 for comparisons, 2 for sums, 3 for products, 4 for a prefix
   * @return this row
   */
  public Row operator(String sign, int binds) {
    operator = sign;
    precedence = binds;
    return this;
  }

  /**
   * Gives it a further name.
   *
   * @param other the name
   * @return this row
   */
  public Row alias(String other) {
    aliases.add(other);
    return this;
  }

  /**
   * Says that its two arguments may be swapped.
   *
   * @return this row
   */
  public Row commutes() {
    commutative = true;
    return this;
  }

  /**
   * Puts it into the published search space.
   *
   * @return this row
   */
  public Row inPaper() {
    paper = true;
    return this;
  }

  /**
   * Makes it the twin that the published search space uses instead of another function.
   *
   * @param other the name of the unguarded function
   * @return this row
   */
  public Row guards(String other) {
    guards = other;
    return inPaper();
  }

  /**
   * Adds an equation that holds bit by bit, but for the payload of a NaN.
   *
   * @param equation for example {@code "x * 1 = x"}; the left side calls this function
   * @return this row
   */
  public Row law(String equation) {
    return law(equation, Law.Use.ALWAYS);
  }

  /**
   * Adds an equation that is applied in one view only.
   *
   * @param equation for example {@code "x + -y = x - y"} or, where it is applied to finite values,
   *     {@code "abs(x) = x where x >= 0"}; the left side calls this function
   * @param use where it is applied
   * @return this row
   */
  public Row law(String equation, Law.Use use) {
    laws.add(new Equation(equation, use));
    return this;
  }

  /**
   * Says that its extremes lie where every argument is at an end of its range or 0, as those of
   * functions do that rise or fall in each argument on either side of 0.
   *
   * @return this row
   */
  public Row corners() {
    return corners(arguments -> true);
  }

  /** Says so for some arguments; with others the value may be anything, and NaN. */
  Row corners(Predicate<List<Interval>> where) {
    cornered = true;
    corners = where;
    return this;
  }

  /**
   * Says where its values lie, whatever the arguments.
   *
   * @param low no value is smaller
   * @param high no value is larger
   * @return this row
   */
  public Row range(double low, double high) {
    range = Interval.of(low, high);
    return this;
  }

  /**
   * Says for which arguments it has a value; for others it is NaN.
   *
   * @param low the smallest; minus infinity where there is none
   * @param high the largest; infinity where there is none
   * @return this row
   */
  public Row domain(double low, double high) {
    domain = Interval.of(low, high);
    return this;
  }

  /**
   * Says what is wrong where numbers give no number, if {@link #domain} does not.
   *
   * @param text what such a call does, for example {@code "divides by what may be 0"}
   * @return this row
   */
  public Row hazard(String text) {
    hazard = text;
    return this;
  }

  /**
   * Adds a bound that holds for any values of its variables.
   *
   * @param bound for example {@code "x * x >= 0"}; the left side calls this function
   * @return this row
   */
  public Row fact(String bound) {
    facts.add(bound);
    return this;
  }
}
