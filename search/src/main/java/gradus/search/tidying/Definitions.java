package gradus.search.tidying;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Program;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the values of names come from, and how often each is used. */
final class Definitions {
  /** Stands for a value from outside, where others have the index of a statement. */
  static final int INPUT = -1;

  private final Program program;
  private final Map<Integer, Integer> uses = new LinkedHashMap<>();
  private int rates;

  Definitions(Program program) {
    this.program = program;
    for (int i = 0; i < program.statements().size(); i++) {
      count(program.statements().get(i).value(), i);
    }
    program.results().forEach(name -> count(Variable.of(name), program.statements().size()));
  }

  private void count(Expression expression, int position) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> {
        uses.merge(before(variable.name(), position), 1, Integer::sum);
        rates += isInput(variable, program.rate(), position) ? 1 : 0;
      }
      case Call call -> call.arguments().forEach(argument -> count(argument, position));
    }
  }

  /** The statement that a name has its value from, seen from a position; or {@link #INPUT}. */
  int before(String name, int position) {
    int index = position - 1;
    while (index >= 0 && !program.statements().get(index).target().equals(name)) {
      index--;
    }
    return index;
  }

  /** The statement that a name has its value from in the end; or {@link #INPUT}. */
  int last(String name) {
    return before(name, program.statements().size());
  }

  /** How often the value of a statement is read, results included. */
  int uses(int statement) {
    return uses.getOrDefault(statement, 0);
  }

  /** How often the learning rate is read. */
  int rates() {
    return rates;
  }

  boolean isInput(Expression expression, String input, int position) {
    return expression instanceof Variable variable
        && variable.name().equals(input)
        && before(input, position) == INPUT;
  }

  /** What an expression is when names are followed to what they hold. */
  Located resolve(Expression expression, int position) {
    Expression value = expression;
    int at = position;
    while (value instanceof Variable variable && before(variable.name(), at) != INPUT) {
      at = before(variable.name(), at);
      value = program.statements().get(at).value();
    }
    return new Located(value, at);
  }

  /**
   * An expression as it is read at a position.
   *
   * @param expression no name that a statement gave its value, once resolved
   * @param position the statement that it stands in
   */
  record Located(Expression expression, int position) {}
}
