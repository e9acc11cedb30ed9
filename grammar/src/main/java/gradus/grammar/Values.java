package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Law.Use;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the graph of a program's values, each in normal form: constants folded, laws applied. Two
 * names hold the same node when the laws show that they hold the same value.
 */
final class Values implements Interpretation<Value> {
  /** What a variable of a pattern stands for, and what those bound before it do. */
  private record Bound(String name, Value value, Bound before) {
    static final Bound NOTHING = new Bound(null, null, null);

    /** The value of a variable, or null. */
    Value get(String variable) {
      for (Bound bound = this; bound != NOTHING; bound = bound.before) {
        if (bound.name.equals(variable)) {
          return bound.value;
        }
      }
      return null;
    }
  }

  /** What else is known of values. */
  interface Proof {
    /** Whether a value cannot be negative; it is one of these nodes. */
    boolean notNegative(List<Value> nodes, Value value);
  }

  /** About so many nodes has a program of a search. */
  private static final int USUAL = 64;

  private static final Proof NONE = (nodes, value) -> false;
  private static final Set<Use> COMPARING = EnumSet.of(Use.ALWAYS, Use.COMPARING);

  private final boolean whole;
  private final Set<Use> uses;
  private final Proof proof;
  private final Map<Value, Value> unique = HashMap.newHashMap(USUAL);
  private final List<Value> nodes = new ArrayList<>(USUAL);

  private Values(boolean whole, Set<Use> uses, Proof proof) {
    this.whole = whole;
    this.uses = uses;
    this.proof = proof;
  }

  /** Functions with a body are replaced by it: the finest view, for comparing programs. */
  static Values expanded() {
    return new Values(false, COMPARING, NONE);
  }

  /** Functions with a body are replaced by it, but calls stay as few as they are written. */
  static Values counted() {
    return new Values(false, EnumSet.of(Use.ALWAYS, Use.WRITING), NONE);
  }

  /** Functions with a body stay calls: the view in which programs are written. */
  static Values whole() {
    return new Values(true, EnumSet.of(Use.ALWAYS, Use.WRITING), NONE);
  }

  /** The same with the laws of finite values. */
  static Values readable(Proof proof) {
    return new Values(true, EnumSet.of(Use.ALWAYS, Use.WRITING, Use.FINITE), proof);
  }

  /** Every node, arguments before what is made of them. */
  List<Value> nodes() {
    return nodes;
  }

  Value input(String name) {
    return node(null, name, 0, List.of());
  }

  @Override
  public boolean takesWhole(Function function) {
    return whole;
  }

  @Override
  public Value number(double value) {
    return node(null, null, value, List.of());
  }

  @Override
  public Value call(Call call, List<Value> arguments) {
    return call(call.function(), arguments);
  }

  private Value call(Function function, List<Value> arguments) {
    double folded = fold(function, arguments);
    // A result that has no literal stays a call.
    if (!Double.isNaN(folded) && !Double.isInfinite(folded)) {
      return number(folded);
    }
    List<Law> laws = function.laws();
    for (int i = 0; i < laws.size(); i++) {
      Law law = laws.get(i);
      if (uses.contains(law.use())) {
        Bound bound = match(law.left(), function, arguments, Bound.NOTHING);
        if (bound != null && proven(law, bound)) {
          return Walk.fold(law.right(), this, bound::get);
        }
      }
    }
    return node(function, null, 0, ordered(function, arguments));
  }

  /** Arguments that may be swapped have one order, but where programs are written. */
  private List<Value> ordered(Function function, List<Value> arguments) {
    return !whole
            && function.commutative()
            && arguments.getFirst().index > arguments.getLast().index
        ? List.of(arguments.getLast(), arguments.getFirst())
        : arguments;
  }

  private static double fold(Function function, List<Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).isNumber()) {
        return Double.NaN;
      }
    }
    return switch (function.definition()) {
      case Definition.Unary unary -> unary.exact().applyAsDouble(arguments.getFirst().number);
      case Definition.Binary binary ->
          binary.exact().applyAsDouble(arguments.get(0).number, arguments.get(1).number);
      case Definition.Ternary ternary ->
          ternary
              .exact()
              .applyAsDouble(
                  arguments.get(0).number, arguments.get(1).number, arguments.get(2).number);
      default -> Double.NaN;
    };
  }

  private boolean proven(Law law, Bound bound) {
    for (String name : law.notNegative()) {
      if (!proof.notNegative(nodes, bound.get(name))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a call has the form of a pattern, equal names standing for equal values. */
  boolean fits(Call pattern, Call call, List<Value> arguments) {
    return match(pattern, call.function(), arguments, Bound.NOTHING) != null;
  }

  /** What was bound and what the match binds; null where there is no match. */
  private Bound match(Call pattern, Function function, List<Value> arguments, Bound bound) {
    if (pattern.function() != function) {
      return null;
    }
    Bound match = match(pattern.arguments(), arguments, false, bound);
    return match == null && function.commutative()
        ? match(pattern.arguments(), arguments, true, bound)
        : match;
  }

  /** What is not a variable comes first: where it does not match, nothing need be bound. */
  private Bound match(
      List<Expression> patterns, List<Value> values, boolean backwards, Bound bound) {
    return match(
        patterns, values, backwards, true, match(patterns, values, backwards, false, bound));
  }

  private Bound match(
      List<Expression> patterns,
      List<Value> values,
      boolean backwards,
      boolean variables,
      Bound bound) {
    Bound match = bound;
    int last = values.size() - 1;
    for (int i = 0; match != null && i <= last; i++) {
      if (patterns.get(i) instanceof Variable == variables) {
        match = match(patterns.get(i), values.get(backwards ? last - i : i), match);
      }
    }
    return match;
  }

  private Bound match(Expression pattern, Value value, Bound bound) {
    return switch (pattern) {
      case Number number ->
          value.isNumber() && Value.same(value.number, number.value()) ? bound : null;
      case Variable variable -> {
        Value before = bound.get(variable.name());
        yield before == null
            ? new Bound(variable.name(), value, bound)
            : before == value ? bound : null;
      }
      case Call call when value.function != null ->
          match(call, value.function, value.arguments, bound);
      case Call call -> matchBelowZero(call, value, bound);
    };
  }

  /** Where programs are compared, a number with a minus is minus a number. */
  private Bound matchBelowZero(Call pattern, Value value, Bound bound) {
    return value.isNumber()
            && Math.copySign(1, value.number) < 0
            && uses.contains(Use.COMPARING)
            && pattern.function().operator().isPresent()
            && pattern.function().arity() == 1
        ? match(pattern.arguments().getFirst(), number(-value.number), bound)
        : null;
  }

  private Value node(Function function, String input, double number, List<Value> arguments) {
    Value value = new Value(nodes.size(), function, input, number, arguments);
    Value before = unique.putIfAbsent(value, value);
    if (before == null) {
      nodes.add(value);
    }
    return before == null ? value : before;
  }
}
