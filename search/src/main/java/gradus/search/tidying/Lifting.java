package gradus.search.tidying;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes hyperparameters of the literals of a program, so that it can be tuned. Names go by role:
 * {@code beta1}, {@code beta2}, ... for the shares of interpolations, {@code decay} for the share
 * of the weight (or of a function of it, such as {@code tanh}) in the update, {@code c1}, {@code
 * c2}, ... up to 20 for others. Positive factors of the whole update become part of the learning
 * rate. The numbers -1, 0, 1 and 2 stay where they are.
 *
 * <p>At the learning rate that it returns, the program computes what it did, bit by bit if no
 * factor went into the learning rate, and else but for the rounding of that product.
 */
public final class Lifting {
  private static final Set<Double> PLAIN = Set.of(-1.0, -0.0, 0.0, 1.0, 2.0);

  /** So many others at most; a program with more has unrolled a loop. */
  private static final int MOST = 20;

  private final Map<Number, String> names = new IdentityHashMap<>();
  private final Set<Number> folded = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
  private final SequencedMap<String, Double> betas = new LinkedHashMap<>();
  private final SequencedMap<String, Double> decays = new LinkedHashMap<>();
  private final SequencedMap<String, Double> others = new LinkedHashMap<>();
  private final Set<String> taken;
  private final Scaling scaling;

  /**
   * What came of it.
   *
   * @param program the program with hyperparameters
   * @param learningRate its own learning rate
   */
  public record Lifted(Program program, double learningRate) {}

  private Lifting(Program program) {
    taken = new HashSet<>(program.parameters());
    program.statements().forEach(statement -> taken.add(statement.target()));
    scaling = new Scaling(program, new Definitions(program));
    folded.addAll(scaling.factors());
    program.statements().forEach(statement -> name(statement.value(), false));
  }

  /**
   * Lifts the literals of a program.
   *
   * @param program a program without problems
   * @param learningRate its own learning rate
   * @return the same rule with hyperparameters
   */
  public static Lifted of(Program program, double learningRate) {
    Program copy = mapped(program, Lifting::copy);
    Lifting lifting = new Lifting(copy);
    SequencedMap<String, Double> all = new LinkedHashMap<>(copy.hyperparameters());
    all.putAll(lifting.betas);
    all.putAll(lifting.decays);
    all.putAll(lifting.others);
    Program lifted =
        new Program(
            copy.name(),
            copy.weight(),
            copy.gradient(),
            copy.states(),
            copy.rate(),
            copy.step(),
            all,
            mapped(copy, lifting::lift).statements(),
            copy.update());
    double rate = learningRate;
    for (Number factor : lifting.scaling.factors()) {
      rate *= factor.value();
    }
    return new Lifted(Simplifier.simplify(lifted), rate);
  }

  private static Program mapped(Program program, UnaryOperator<Expression> change) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : program.statements()) {
      statements.add(
          new Statement(statement.target(), change.apply(statement.value()), statement.place()));
    }
    return program.with(statements);
  }

  /** The same with literals that are objects of their own, so that each can have a role. */
  private static Expression copy(Expression expression) {
    return switch (expression) {
      case Number number -> new Number(number.value(), number.place());
      case Variable variable -> variable;
      case Call call ->
          new Call(
              call.function(), call.arguments().stream().map(Lifting::copy).toList(), call.place());
    };
  }

  private void name(Expression expression, boolean share) {
    switch (expression) {
      case Number number -> {
        if (!folded.contains(number) && !PLAIN.contains(number.value())) {
          name(number, share);
        }
      }
      case Variable variable -> {}
      case Call call -> {
        boolean interpolates = call.function().name().equals("interp");
        for (int i = 0; i < call.arguments().size(); i++) {
          name(call.arguments().get(i), interpolates && i == 2);
        }
      }
    }
  }

  private void name(Number number, boolean share) {
    boolean decay = scaling.decays().stream().anyMatch(other -> other == number);
    SequencedMap<String, Double> group = share ? betas : decay ? decays : others;
    if (group == others && others.size() == MOST) {
      return;
    }
    String base = share ? "beta" : decay ? "decay" : "c";
    int index = 1;
    String name = decay ? base : base + index;
    while (!taken.add(name)) {
      index++;
      name = base + index;
    }
    group.put(name, number.value());
    names.put(number, name);
  }

  private Expression lift(Expression expression) {
    return switch (expression) {
      case Number number when names.containsKey(number) -> Variable.of(names.get(number));
      case Number number -> number;
      case Variable variable -> variable;
      case Call call -> {
        List<Expression> rest =
            call.arguments().stream()
                .filter(argument -> !(argument instanceof Number n && folded.contains(n)))
                .map(this::lift)
                .toList();
        yield rest.size() < call.arguments().size()
            ? rest.getFirst()
            : new Call(call.function(), rest, call.place());
      }
    };
  }
}
