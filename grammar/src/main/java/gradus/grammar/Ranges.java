package gradus.grammar;

import gradus.grammar.Definition.Reducer;
import gradus.grammar.Expression.Call;
import gradus.grammar.Ranges.Known;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What calls mean as intervals. Tensors have at least one element each. */
final class Ranges implements Interpretation<Known> {
  /**
   * What is known of a value.
   *
   * @param value its node in the graph of values, which tells what is the same
   * @param interval where its elements lie
   */
  record Known(Value value, Interval interval) {}

  private final Values values;
  private final List<Interval> statements = new ArrayList<>();
  private final Set<Intervals.Warning> warnings = new LinkedHashSet<>();

  Ranges(Values values) {
    this.values = values;
  }

  List<Interval> statements() {
    return statements;
  }

  Set<Intervals.Warning> warnings() {
    return warnings;
  }

  @Override
  public Known number(double value) {
    return new Known(values.number(value), Interval.of(value));
  }

  @Override
  public Known assign(Statement statement, Known value) {
    statements.add(value.interval());
    return value;
  }

  @Override
  public Known call(Call call, List<Known> arguments) {
    List<Value> nodes = arguments.stream().map(Known::value).toList();
    boolean twice = nodes.size() == 2 && nodes.getFirst() == nodes.getLast();
    Interval interval = interval(call, arguments.stream().map(Known::interval).toList(), twice);
    for (Fact fact : call.function().facts()) {
      if (values.fits(fact.left(), call, nodes)) {
        interval = interval.within(Interval.of(fact.least(), Double.POSITIVE_INFINITY));
      }
    }
    return new Known(values.call(call, nodes), interval);
  }

  /** The interval of a call, which may have one value for both arguments. */
  private Interval interval(Call call, List<Interval> arguments, boolean twice) {
    Interval x = arguments.getFirst();
    return switch (call.function().definition()) {
      case Definition.Unary f -> mapped(call, at -> f.exact().applyAsDouble(at[0]), arguments);
      case Definition.Binary f ->
          mapped(call, at -> f.exact().applyAsDouble(at[0], at[1]), arguments);
      case Definition.Ternary f ->
          mapped(call, at -> f.exact().applyAsDouble(at[0], at[1], at[2]), arguments);
      case Definition.Reduction reduction when reduction.reducer() == Reducer.MAXIMUM -> x;
      case Definition.Reduction reduction when reduction.reducer() == Reducer.SUM -> sum(x);
      case Definition.Reduction reduction -> sum(product(arguments, twice));
      case Definition.Product product -> sum(product(arguments, false));
      case Definition.Count count -> Interval.of(1, Double.POSITIVE_INFINITY);
      case Definition.Transpose transpose -> x;
      case Definition.Identity identity -> Interval.of(0, 1);
      case Definition.IfMatrix choice -> x.hull(arguments.get(1));
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private Interval mapped(Call call, ToDoubleFunction<double[]> exact, List<Interval> arguments) {
    Function function = call.function();
    List<Interval> inside =
        arguments.stream().map(argument -> argument.within(function.domain())).toList();
    Corners corners = new Corners(exact, inside, function.domain());
    boolean known = function.hasCorners(arguments);
    boolean undefined =
        corners.undefined()
            || !arguments.stream().allMatch(function.domain()::holds)
            || function.hasCorners() && !known;
    if (undefined || corners.infinite()) {
      warn(call, undefined);
    }
    boolean point = arguments.stream().allMatch(Interval::isPoint);
    Interval interval = known || point ? corners.hull() : Interval.REAL;
    return interval.within(function.range()).orNaN(undefined || corners.nan());
  }

  /** Terms of one sign are no smaller together than the least of them. */
  private static Interval sum(Interval x) {
    return new Interval(
        x.low() >= 0 ? x.low() : Double.NEGATIVE_INFINITY,
        x.high() <= 0 ? x.high() : Double.POSITIVE_INFINITY,
        x.nan());
  }

  private static Interval product(List<Interval> arguments, boolean square) {
    Interval product = new Corners(at -> at[0] * at[1], arguments, Interval.REAL).hull();
    return square ? product.within(Interval.NOT_NEGATIVE) : product;
  }

  private void warn(Call call, boolean undefined) {
    String what = undefined ? "may be NaN: " : "may be infinite: ";
    String text = what + hazard(call.function(), undefined) + " in " + Printer.print(call);
    warnings.add(new Intervals.Warning(statements.size(), call.place(), text));
  }

  private static String hazard(Function function, boolean undefined) {
    Interval domain = function.domain();
    List<String> ends =
        DoubleStream.of(domain.low(), domain.high())
            .filter(Double::isFinite)
            .mapToObj(Numbers::text)
            .toList();
    String edge =
        ends.isEmpty()
            ? "have no value"
            : !undefined
                ? "be " + String.join(" or ", ends)
                : ends.size() == 1
                    ? "be below " + ends.getFirst()
                    : "lie outside " + String.join(" to ", ends);
    return function.hazard().orElse("the argument may " + edge);
  }
}
