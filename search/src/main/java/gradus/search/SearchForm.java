package gradus.search;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Flattener;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.library.Optimizer;
import gradus.search.Configuration.LearningRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * An optimizer as a search begins from it: one call to a statement, hyperparameters and the peak
 * learning rate as constants, so that they can change; and, where the trainer applies the schedule,
 * {@code update = update * lr} at the end, if that computes the same.
 */
final class SearchForm {
  private static final Function MULTIPLY =
      Functions.standard().infix("*", gradus.grammar.Dialect.STANDARD);

  private SearchForm() {}

  static Program of(Optimizer optimizer, LearningRate learningRate) {
    Program program = withConstants(Flattener.flatten(optimizer.program()));
    Optional<Program> free =
        learningRate == LearningRate.WRITABLE ? Optional.empty() : withoutRate(program);
    Program base = free.orElse(program);
    List<Statement> statements = new ArrayList<>(base.statements());
    if (optimizer.learningRate() != 1) {
      statements.add(scaled(base, Number.of(optimizer.learningRate())));
    }
    if (free.isPresent()) {
      statements.add(scaled(base, Variable.of(base.rate())));
    }
    return base.with(statements);
  }

  private static Statement scaled(Program program, Expression factor) {
    Variable update = Variable.of(program.update());
    return Statement.of(program.update(), Call.of(MULTIPLY, update, factor));
  }

  private static Program withConstants(Program program) {
    SequencedMap<String, Double> constants = new LinkedHashMap<>(program.hyperparameters());
    Set<String> targets = new LinkedHashSet<>();
    program.statements().forEach(statement -> targets.add(statement.target()));
    List<Statement> statements = new ArrayList<>();
    program
        .hyperparameters()
        .forEach((name, value) -> {
          if (targets.contains(name)) {
            statements.add(Statement.of(name, Number.of(value)));
            constants.remove(name);
          }
        });
    for (Statement statement : program.statements()) {
      statements.add(Statement.of(statement.target(), replace(statement.value(), constants)));
    }
    return new Program(
        program.name(),
        program.weight(),
        program.gradient(),
        program.states(),
        program.rate(),
        program.step(),
        new LinkedHashMap<>(),
        statements,
        program.update());
  }

  private static Expression replace(Expression expression, SequencedMap<String, Double> constants) {
    return switch (expression) {
      case Number number -> number;
      case Variable variable -> {
        Double value = constants.get(variable.name());
        yield value == null ? variable : Number.of(value);
      }
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(argument -> replace(argument, constants)).toList(),
              call.place());
    };
  }

  /**
   * The program with the factor of its update left out that is the learning rate; nothing if there
   * is none, or if what is computed later depends on it.
   */
  private static Optional<Program> withoutRate(Program program) {
    List<Statement> statements = new ArrayList<>(program.statements());
    int last = -1;
    for (int i = 0; i < statements.size(); i++) {
      last = statements.get(i).target().equals(program.update()) ? i : last;
    }
    if (last < 0) {
      return Optional.empty();
    }
    Optional<Expression> other = otherFactor(statements.get(last).value(), program.rate());
    boolean read =
        statements.subList(last + 1, statements.size()).stream()
            .anyMatch(statement -> reads(statement.value(), program.update()));
    if (other.isEmpty() || read) {
      return Optional.empty();
    }
    if (other.get().equals(Variable.of(program.update()))) {
      statements.remove(last);
    } else {
      statements.set(last, Statement.of(program.update(), other.get()));
    }
    return Optional.of(program.with(statements));
  }

  private static Optional<Expression> otherFactor(Expression product, String rate) {
    if (!(product instanceof Call call) || !call.function().equals(MULTIPLY)) {
      return Optional.empty();
    }
    Expression left = call.arguments().get(0);
    Expression right = call.arguments().get(1);
    Expression variable = Variable.of(rate);
    return right.equals(variable)
        ? Optional.of(left)
        : left.equals(variable) ? Optional.of(right) : Optional.empty();
  }

  private static boolean reads(Expression expression, String name) {
    return switch (expression) {
      case Number number -> false;
      case Variable variable -> variable.name().equals(name);
      case Call call -> call.arguments().stream().anyMatch(argument -> reads(argument, name));
    };
  }
}
