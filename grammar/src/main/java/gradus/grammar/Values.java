package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Law.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Builds the graph of a program's values, each in normal form: constants folded, laws applied. Two
 * names hold the same node when the laws show that they hold the same value.
 */
final class Values implements Interpretation<Value> {
  /** A node is known by what it is made of; functions and arguments are compared by identity. */
  private record Key(Function function, String input, long number, List<Value> arguments) {
    @Override
    public int hashCode() {
      long hash = function == null ? 31 * number : function.label();
      for (Value argument : arguments) {
        hash = 31 * hash + argument.index;
      }
      hash += input == null ? 0 : input.hashCode();
      return (int) (hash ^ (hash >>> 32));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && function == key.function
          && number == key.number
          && Objects.equals(input, key.input)
          && haveSame(arguments, key.arguments);
    }

    private static boolean haveSame(List<Value> some, List<Value> others) {
      for (int i = 0; i < some.size() && i < others.size(); i++) {
        if (some.get(i) != others.get(i)) {
          return false;
        }
      }
      return some.size() == others.size();
    }
  }

  /** What else is known of values. */
  interface Proof {
    /** Whether a value cannot be negative; it is one of these nodes. */
    boolean notNegative(List<Value> nodes, Value value);
  }

  private static final Proof NONE = (nodes, value) -> false;

  private final boolean whole;
  private final Set<Use> uses;
  private final Proof proof;
  private final Map<Key, Value> unique = HashMap.newHashMap(100);
  private final List<Value> nodes = new ArrayList<>();

  private Values(boolean whole, Set<Use> uses, Proof proof) {
    this.whole = whole;
    this.uses = uses;
    this.proof = proof;
  }

  /** Functions with a body are replaced by it: the finest view, for comparing programs. */
  static Values expanded() {
    return new Values(false, Set.of(Use.ALWAYS, Use.COMPARING), NONE);
  }

  /** Functions with a body are replaced by it, but calls stay as few as they are written. */
  static Values counted() {
    return new Values(false, Set.of(Use.ALWAYS, Use.WRITING), NONE);
  }

  /** Functions with a body stay calls: the view in which programs are written. */
  static Values whole() {
    return new Values(true, Set.of(Use.ALWAYS, Use.WRITING), NONE);
  }

  /** The same with the laws of finite values. */
  static Values readable(Proof proof) {
    return new Values(true, Set.of(Use.ALWAYS, Use.WRITING, Use.FINITE), proof);
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
    for (Law law : function.laws()) {
      if (!uses.contains(law.use()) || !mayMatch(law.left(), function, arguments)) {
        continue;
      }
      Map<String, Value> bound = new HashMap<>();
      if (matches(law.left(), function, arguments, bound) && proven(law, bound)) {
        return build(law.right(), bound);
      }
    }
    return node(function, null, 0, ordered(function, arguments));
  }

  /** Arguments that may be swapped have one order, but where programs are written. */
  private List<Value> ordered(Function function, List<Value> arguments) {
    return !whole
            && function.commutative()
            && arguments.getFirst().index > arguments.getLast().index
        ? arguments.reversed()
        : arguments;
  }

  private static double fold(Function function, List<Value> arguments) {
    for (Value argument : arguments) {
      if (!argument.isNumber()) {
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

  private boolean proven(Law law, Map<String, Value> bound) {
    return law.notNegative().stream().allMatch(name -> proof.notNegative(nodes, bound.get(name)));
  }

  /** Whether a call has the form of a pattern, equal names standing for equal values. */
  boolean fits(Call pattern, Call call, List<Value> arguments) {
    return matches(pattern, call.function(), arguments, new HashMap<>());
  }

  /** Whether the arguments are of the forms that a pattern wants: most are not. */
  private boolean mayMatch(Call pattern, Function function, List<Value> arguments) {
    List<Expression> patterns = pattern.arguments();
    return haveForms(patterns, arguments)
        || function.commutative()
            && hasForm(patterns.get(0), arguments.get(1))
            && hasForm(patterns.get(1), arguments.get(0));
  }

  private boolean haveForms(List<Expression> patterns, List<Value> arguments) {
    for (int i = 0; i < patterns.size(); i++) {
      if (!hasForm(patterns.get(i), arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasForm(Expression pattern, Value value) {
    return switch (pattern) {
      case Number number -> value.isNumber() && same(value.number, number.value());
      case Variable variable -> true;
      case Call call -> value.function == call.function() || value.isNumber();
    };
  }

  private boolean matches(
      Call pattern, Function function, List<Value> arguments, Map<String, Value> bound) {
    if (pattern.function() != function) {
      return false;
    }
    Map<String, Value> attempt = new HashMap<>(bound);
    if (allMatch(pattern.arguments(), arguments, attempt)) {
      bound.putAll(attempt);
      return true;
    }
    return function.commutative() && allMatch(pattern.arguments(), arguments.reversed(), bound);
  }

  private boolean allMatch(
      List<Expression> patterns, List<Value> values, Map<String, Value> bound) {
    for (int i = 0; i < patterns.size(); i++) {
      if (!matches(patterns.get(i), values.get(i), bound)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Expression pattern, Value value, Map<String, Value> bound) {
    return switch (pattern) {
      case Number number -> value.isNumber() && same(value.number, number.value());
      case Variable variable -> {
        Value before = bound.putIfAbsent(variable.name(), value);
        yield before == null || before == value;
      }
      case Call call when value.function != null ->
          matches(call, value.function, value.arguments, bound);
      case Call call -> matchesBelowZero(call, value, bound);
    };
  }

  /** Where programs are compared, a number with a minus is minus a number. */
  private boolean matchesBelowZero(Call pattern, Value value, Map<String, Value> bound) {
    boolean minus = pattern.function().operator().isPresent() && pattern.function().arity() == 1;
    return uses.contains(Use.COMPARING)
        && minus
        && value.isNumber()
        && Math.copySign(1, value.number) < 0
        && matches(pattern.arguments().getFirst(), number(-value.number), bound);
  }

  /** Zeros of different sign are different numbers. */
  private static boolean same(double x, double y) {
    return Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(y);
  }

  private Value build(Expression expression, Map<String, Value> bound) {
    return switch (expression) {
      case Number number -> number(number.value());
      case Variable variable -> bound.get(variable.name());
      case Call call ->
          call(
              call.function(),
              call.arguments().stream().map(argument -> build(argument, bound)).toList());
    };
  }

  private Value node(Function function, String input, double number, List<Value> arguments) {
    Key key = new Key(function, input, Double.doubleToRawLongBits(number), arguments);
    return unique.computeIfAbsent(
        key,
        absent -> {
          Value value = new Value(nodes.size(), function, input, number, arguments);
          nodes.add(value);
          return value;
        });
  }
}
