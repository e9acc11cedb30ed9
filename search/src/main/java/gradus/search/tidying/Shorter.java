package gradus.search.tidying;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Hash;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program might become that is simpler to read: a call gives way to one of its arguments of
 * the same kind, or a literal to a rounder one. The schedule stays: no change makes the program
 * read the learning rate less often.
 */
final class Shorter {
  private final Program program;
  private final Kinds kinds;

  private Shorter(Program program) {
    this.program = program;
    kinds = Kinds.of(program);
  }

  /** How an expression may change. */
  private interface Change {
    List<Expression> of(Expression expression, int position);
  }

  /**
   * All changes by one step, calls before literals, each simplified.
   *
   * @param program a program without problems
   * @return valid programs that compute something else, each once
   */
  static List<Program> of(Program program) {
    Shorter shorter = new Shorter(program);
    Map<String, Program> found = new LinkedHashMap<>();
    shorter.add(shorter::calls, found);
    shorter.add(Shorter::literals, found);
    found.remove(Hash.of(program));
    return List.copyOf(found.values());
  }

  private void add(Change change, Map<String, Program> found) {
    int rates = new Definitions(program).rates();
    for (int i = 0; i < program.statements().size(); i++) {
      for (Expression value : alternatives(program.statements().get(i).value(), i, change)) {
        List<Statement> statements = new ArrayList<>(program.statements());
        statements.set(i, Statement.of(statements.get(i).target(), value));
        Program other = program.with(statements);
        if (valid(other)) {
          Program simple = Simplifier.simplify(other);
          if (new Definitions(simple).rates() >= rates) {
            found.putIfAbsent(Hash.of(simple), simple);
          }
        }
      }
    }
  }

  private static boolean valid(Program program) {
    Kinds kinds = Kinds.of(program);
    return kinds.problems().isEmpty()
        && kinds.update() == Kind.TENSOR
        && !kinds.updateForMatrices();
  }

  /** The expression with one change anywhere in it. */
  private static List<Expression> alternatives(Expression value, int position, Change change) {
    List<Expression> all = new ArrayList<>(change.of(value, position));
    if (value instanceof Call call) {
      for (int i = 0; i < call.arguments().size(); i++) {
        for (Expression other : alternatives(call.arguments().get(i), position, change)) {
          List<Expression> arguments = new ArrayList<>(call.arguments());
          arguments.set(i, other);
          all.add(new Call(call.function(), arguments, call.place()));
        }
      }
    }
    return all;
  }

  private List<Expression> calls(Expression expression, int position) {
    if (!(expression instanceof Call call)) {
      return List.of();
    }
    Kind kind = kinds.of(call, program, position);
    return call.arguments().stream()
        .filter(argument -> !(argument instanceof Number))
        .filter(argument -> kinds.of(argument, program, position) == kind)
        .distinct()
        .toList();
  }

  private static List<Expression> literals(Expression expression, int position) {
    return switch (expression) {
      case Number number -> Rounding.of(number.value()).stream().map(Shorter::number).toList();
      case Variable variable -> List.of();
      case Call call -> List.of();
    };
  }

  private static Expression number(double value) {
    return Number.of(value);
  }
}
