package gradus.search;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Flattener;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Program;
import gradus.grammar.RateFactor;
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
    Optional<Program> free =
        learningRate == LearningRate.WRITABLE
            ? Optional.empty()
            : RateFactor.remove(optimizer.program());
    Program base = withConstants(Flattener.flatten(free.orElse(optimizer.program())));
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
}
