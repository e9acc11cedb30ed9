package gradus.search.mutation;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Function;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Place;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Puts a statement in: any function, on variables that are known there and now and then a constant,
 * assigned to a new name or to one that holds a value of the same kind.
 */
public final class InsertStatement implements Mutation {
  /** How often an argument is a constant. */
  private static final double CONSTANT = 0.25;

  /** The mutation; it has no settings. */
  public InsertStatement() {}

  @Override
  public String name() {
    return "insert";
  }

  @Override
  public Optional<Program> apply(Program parent, SearchSpace space, RandomGenerator random) {
    int position = random.nextInt(parent.statements().size() - space.fixed() + 1);
    Kinds kinds = Kinds.of(parent);
    Map<String, Kind> readable = space.readable(parent, kinds, position);
    List<String> variables = new ArrayList<>(readable.keySet());
    Function function = Draw.one(space.functions(), random);
    List<Expression> arguments = new ArrayList<>(function.arity());
    for (int i = 0; i < function.arity(); i++) {
      arguments.add(
          random.nextDouble() < CONSTANT
              ? Number.of(Draw.constant(1, random))
              : Variable.of(Draw.one(variables, random)));
    }
    Expression value = new Call(function, arguments, Place.NONE);
    String fresh = fresh(kinds);
    List<Statement> statements = new ArrayList<>(parent.statements());
    statements.add(position, Statement.of(fresh, value));
    if (random.nextBoolean()) {
      // The kind of the new value says which names can take it.
      Kind kind = kinds.of(value, parent, position);
      List<String> targets =
          variables.stream()
              .filter(name -> readable.get(name) == kind && space.writable(parent, name))
              .toList();
      if (!targets.isEmpty()) {
        statements.set(position, Statement.of(Draw.one(targets, random), value));
      }
    }
    return Optional.of(parent.with(statements));
  }

  /** The first of x1, x2, ... that nothing is called. */
  private static String fresh(Kinds kinds) {
    int number = 1;
    while (kinds.knows("x" + number)) {
      number++;
    }
    return "x" + number;
  }
}
