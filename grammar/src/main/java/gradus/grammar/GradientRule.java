package gradus.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program in two parts, for frameworks that hand an updater gradients alone, of any elements of
 * the model: a rule that sees one element and no weight, and a decoupled weight decay, which such a
 * framework applies itself. So the update is that of the program, plus {@code decay * weight},
 * times the learning rate where {@code decayTimesRate}.
 *
 * @param program the rule without the decay; it does not read the weights
 * @param decay the factor of the decay; 0 where there is none
 * @param decayTimesRate whether the decay is multiplied by the learning rate of the step
 */
public record GradientRule(Program program, double decay, boolean decayTimesRate) {
  /**
   * Takes a program apart.
   *
   * @param program a program without problems
   * @return its parts
   * @throws ProgramException if it is more than that: it looks at several elements at once, or at
   *     the weights other than to decay them; one problem for each statement that does
   */
  public static GradientRule of(Program program) {
    Program live = Simplifier.withoutDead(program);
    Slopes slopes = new Slopes(live);
    Map<String, Slopes.Term> names = new HashMap<>();
    live.parameters().forEach(name -> names.put(name, Slopes.Term.UNKNOWN));
    names.put(live.weight(), Slopes.Term.WEIGHT);
    names.put(live.rate(), Slopes.Term.RATE);
    live.hyperparameters().forEach((name, value) -> names.put(name, slopes.number(value)));
    Map<String, Slopes.Term> end = Walk.fold(live, slopes, names);
    live.states().forEach(state -> slopes.free(state, end.get(state)));
    Slopes.Line decay = slopes.decay(live.update(), end.get(live.update()));
    ProgramException.throwIfAny(slopes.problems());
    boolean timesRate = decay.perRate() != 0;
    double coefficient = timesRate ? decay.perRate() : decay.constant();
    return new GradientRule(coefficient == 0 ? live : atZero(live), coefficient, timesRate);
  }

  /** The program where every weight is 0. */
  private static Program atZero(Program program) {
    List<Statement> statements = new ArrayList<>();
    boolean hidden = false;
    for (Statement statement : program.statements()) {
      Expression value = hidden ? statement.value() : atZero(statement.value(), program.weight());
      statements.add(new Statement(statement.target(), value, statement.place()));
      hidden |= statement.target().equals(program.weight());
    }
    return Simplifier.readable(program.with(statements));
  }

  private static Expression atZero(Expression expression, String weight) {
    return switch (expression) {
      case Expression.Number number -> number;
      case Expression.Variable variable ->
          variable.name().equals(weight) ? Expression.Number.of(0) : variable;
      case Expression.Call call -> {
        List<Expression> arguments =
            call.arguments().stream().map(argument -> atZero(argument, weight)).toList();
        boolean product = call.function().name().equals("multiply");
        yield product && arguments.contains(Expression.Number.of(0))
            ? Expression.Number.of(0)
            : new Expression.Call(call.function(), arguments, call.place());
      }
    };
  }

  /** How values depend on the weight of their element. */
  private static final class Slopes implements Interpretation<Slopes.Term> {
    /** A number for every learning rate: {@code constant + perRate * rate}. */
    record Line(double constant, double perRate) {
      static final Line ZERO = new Line(0, 0);

      boolean isZero() {
        return constant == 0 && perRate == 0;
      }

      Line plus(Line other, double sign) {
        return new Line(constant + sign * other.constant, perRate + sign * other.perRate);
      }

      /** Null for what is no line. */
      Line times(Line other) {
        return perRate != 0 && other.perRate != 0
            ? null
            : new Line(
                constant * other.constant, perRate * other.constant + constant * other.perRate);
      }
    }

    /**
     * A value that is {@code slope * weight} and something that does not depend on the weight.
     *
     * @param number the value itself where it is known; null where not
     * @param slope null where the value depends on the weight in another way
     */
    record Term(Line number, Line slope) {
      static final Term UNKNOWN = new Term(null, Line.ZERO);
      static final Term WEIGHT = new Term(null, new Line(1, 0));
      static final Term RATE = new Term(new Line(0, 1), Line.ZERO);
      static final Term ENTANGLED = new Term(null, null);

      boolean isFree() {
        return slope != null && slope.isZero();
      }
    }

    private final Program program;
    private final List<Problem> problems = new ArrayList<>();

    Slopes(Program program) {
      this.program = program;
    }

    List<Problem> problems() {
      return problems;
    }

    @Override
    public Term number(double value) {
      return new Term(new Line(value, 0), Line.ZERO);
    }

    /** The four operations, which keep lines lines, are known by name; others end them. */
    @Override
    public Term call(Expression.Call call, List<Term> arguments) {
      Term x = arguments.getFirst();
      Term y = arguments.getLast();
      if (arguments.stream().anyMatch(argument -> argument.slope() == null)) {
        return Term.ENTANGLED;
      }
      return switch (call.function().name()) {
        case "add" -> sum(x, y, 1);
        case "subtract" -> sum(x, y, -1);
        case "negative" -> sum(number(0), x, -1);
        case "multiply" -> y.number() == null ? product(y, x) : product(x, y);
        case "divide" -> product(x, reciprocal(y));
        default -> other(call.function().definition(), arguments);
      };
    }

    private static Term sum(Term x, Term y, double sign) {
      boolean known = x.number() != null && y.number() != null;
      return new Term(
          known ? x.number().plus(y.number(), sign) : null, x.slope().plus(y.slope(), sign));
    }

    private static Term product(Term x, Term factor) {
      if (factor.number() == null) {
        return x.isFree() && factor.isFree() ? Term.UNKNOWN : Term.ENTANGLED;
      }
      Line number = x.number() == null ? null : x.number().times(factor.number());
      return new Term(number, x.isFree() ? Line.ZERO : x.slope().times(factor.number()));
    }

    private Term reciprocal(Term x) {
      boolean constant = x.number() != null && x.number().perRate() == 0;
      return constant ? number(1 / x.number().constant()) : new Term(null, x.slope());
    }

    private Term other(Definition definition, List<Term> arguments) {
      if (!arguments.stream().allMatch(Term::isFree)) {
        return Term.ENTANGLED;
      }
      double x = constant(arguments.getFirst());
      double y = constant(arguments.getLast());
      double known =
          switch (definition) {
            case Definition.Unary f -> f.exact().applyAsDouble(x);
            case Definition.Binary f -> f.exact().applyAsDouble(x, y);
            default -> Double.NaN;
          };
      return Double.isNaN(known) ? Term.UNKNOWN : number(known);
    }

    /** NaN where it is not known. */
    private static double constant(Term term) {
      Line number = term.number();
      return number == null || number.perRate() != 0 ? Double.NaN : number.constant();
    }

    @Override
    public Term assign(Statement statement, Term value) {
      if (looksAround(statement.value())) {
        complain(statement, "looks at several elements at once", "elementwise functions");
      } else if (value.slope() == null) {
        complain(statement, "depends on the weights", "the update, by a decay: weight * number");
        return Term.UNKNOWN; // and what follows from it is not told again
      }
      return value;
    }

    private static boolean looksAround(Expression expression) {
      return expression instanceof Expression.Call call
          && (!isElementwise(call.function().definition())
              || call.arguments().stream().anyMatch(Slopes::looksAround));
    }

    private static boolean isElementwise(Definition definition) {
      return switch (definition) {
        case Definition.Unary f -> true;
        case Definition.Binary f -> true;
        case Definition.Ternary f -> true;
        case Definition.Body body -> !looksAround(body.expression());
        default -> false;
      };
    }

    void free(String state, Term value) {
      if (!value.isFree()) {
        complain(last(state), "depends on the weights", "the update, by a decay: weight * number");
      }
    }

    Line decay(String update, Term value) {
      Line slope = value.slope();
      if (slope == null || slope.constant() != 0 && slope.perRate() != 0) {
        complain(last(update), "decays in no fixed proportion", "weight * number, or that * lr");
        return Line.ZERO;
      }
      return slope;
    }

    private Statement last(String name) {
      return program.statements().stream()
          .filter(statement -> statement.target().equals(name))
          .reduce((first, second) -> second)
          .orElse(Statement.of(name, Expression.Variable.of(name)));
    }

    private void complain(Statement statement, String what, String allowed) {
      String text = statement.target() + " = " + Printer.print(statement.value());
      problems.add(Problem.at(program.name(), statement.place(), what, "'" + text + "'", allowed));
    }
  }
}
