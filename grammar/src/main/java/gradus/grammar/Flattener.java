package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a program so that every statement is one call on variables and numbers, or a plain copy.
 * This is the form in which a search mutates programs.
 */
public final class Flattener implements Interpretation<Expression> {
  private final Set<String> taken;
  private final List<Statement> statements = new ArrayList<>();
  private int temporaries;

  private Flattener(Set<String> taken) {
    this.taken = taken;
  }

  /**
   * The program with nested calls taken apart.
   *
   * @param program any program
   * @return a program with the same hash
   */
  public static Program flatten(Program program) {
    Set<String> taken = new HashSet<>(program.parameters());
    program.statements().forEach(statement -> taken.add(statement.target()));
    Flattener flattener = new Flattener(taken);
    Map<String, Expression> names = new HashMap<>();
    taken.forEach(name -> names.put(name, Variable.of(name)));
    Walk.fold(program, flattener, names);
    return program.with(flattener.statements);
  }

  @Override
  public boolean takesWhole(Function function) {
    return true;
  }

  @Override
  public Expression number(double value) {
    return Number.of(value);
  }

  @Override
  public Expression call(Call call, List<Expression> arguments) {
    List<Expression> atoms = arguments.stream().map(this::atom).toList();
    return new Call(call.function(), atoms, call.place());
  }

  /** A call inside a call gets a statement of its own. */
  private Expression atom(Expression argument) {
    if (!(argument instanceof Call)) {
      return argument;
    }
    String name;
    do {
      name = "t" + ++temporaries;
    } while (!taken.add(name));
    statements.add(new Statement(name, argument, argument.place()));
    return Variable.of(name);
  }

  @Override
  public Expression assign(Statement statement, Expression value) {
    statements.add(new Statement(statement.target(), value, statement.place()));
    return Variable.of(statement.target());
  }
}
