package gradus.search.tidying;

import gradus.grammar.Definition;
import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the update comes out in the end: which literals scale all of it, so that the learning rate
 * can take them over, and which are shares of the weight that is added to it.
 *
 * <p>A factor can be taken over where the update is proportional to the learning rate, which is
 * read nowhere else, and where nothing between the factor and the end is used for anything else.
 */
final class Scaling {
  private final Program program;
  private final Definitions definitions;
  private final List<Number> factors = new ArrayList<>();
  private final List<Number> decays = new ArrayList<>();
  private final Set<Integer> seen = new HashSet<>();
  private boolean proportional;

  /** Looks at a program in which every literal is an object of its own. */
  Scaling(Program program, Definitions definitions) {
    this.program = program;
    this.definitions = definitions;
    whole(Variable.of(program.update()), program.statements().size(), true);
  }

  /** Positive literals that the learning rate can take over. */
  List<Number> factors() {
    return proportional && definitions.rates() == 1 ? factors : List.of();
  }

  /** Factors of the weight, or of a function of it, where it is added to the update. */
  List<Number> decays() {
    return decays;
  }

  /** Goes on through what is the whole update. */
  private void whole(Expression expression, int position, boolean alone) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> {
        int from = definitions.before(variable.name(), position);
        if (from != Definitions.INPUT) {
          boolean stays = alone && definitions.uses(from) == 1;
          whole(program.statements().get(from).value(), from, stays);
        }
      }
      case Call call -> {
        List<Expression> sides = call.arguments();
        if (isA(call, "multiply")) {
          factor(sides.get(0), sides.get(1), position, alone);
          factor(sides.get(1), sides.get(0), position, alone);
        } else if (isA(call, "add")) {
          sides.forEach(side -> term(side, position));
        }
      }
    }
  }

  private void factor(Expression factor, Expression rest, int position, boolean alone) {
    if (scales(factor, position)) {
      take(factor, position, alone);
      whole(rest, position, alone);
    }
  }

  /**
   * Whether it is made of literals, hyperparameters and the learning rate by products alone, none
   * of them used for anything else.
   */
  private boolean scales(Expression expression, int position) {
    return switch (expression) {
      case Number number -> true;
      case Variable variable -> {
        int from = definitions.before(variable.name(), position);
        yield from == Definitions.INPUT
            ? isScale(variable.name())
            : definitions.uses(from) == 1 && scales(program.statements().get(from).value(), from);
      }
      case Call call ->
          isA(call, "multiply")
              && call.arguments().stream().allMatch(side -> scales(side, position));
    };
  }

  private boolean isScale(String input) {
    return input.equals(program.rate()) || program.hyperparameters().containsKey(input);
  }

  /** Takes the literals of what scales the whole update. */
  private void take(Expression scale, int position, boolean alone) {
    switch (scale) {
      case Number number -> {
        if (alone && number.value() > 0) {
          factors.add(number);
        }
      }
      case Variable variable -> {
        int from = definitions.before(variable.name(), position);
        if (from == Definitions.INPUT) {
          proportional |= alone && variable.name().equals(program.rate());
        } else {
          boolean stays = alone && definitions.uses(from) == 1;
          take(program.statements().get(from).value(), from, stays);
        }
      }
      case Call call -> call.arguments().forEach(side -> take(side, position, alone));
    }
  }

  /** Goes on through what is added to the update. */
  private void term(Expression expression, int position) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> {
        int from = definitions.before(variable.name(), position);
        if (from != Definitions.INPUT && seen.add(from)) {
          term(program.statements().get(from).value(), from);
        }
      }
      case Call call -> {
        List<Expression> sides = call.arguments();
        if (isA(call, "multiply")) {
          share(sides.get(0), sides.get(1), position);
          share(sides.get(1), sides.get(0), position);
        } else if (isA(call, "add")) {
          sides.forEach(side -> term(side, position));
        }
      }
    }
  }

  private void share(Expression factor, Expression rest, int position) {
    if (factor instanceof Number number) {
      if (isOfWeight(rest, position)) {
        decays.add(number);
      } else {
        term(rest, position);
      }
    }
  }

  /** Whether it is the weight, or a function of each of its elements such as {@code tanh}. */
  private boolean isOfWeight(Expression expression, int position) {
    Definitions.Located found = definitions.resolve(expression, position);
    return switch (found.expression()) {
      case Number number -> false;
      case Variable variable -> variable.name().equals(program.weight());
      case Call call ->
          call.function().definition() instanceof Definition.Unary
              && isOfWeight(call.arguments().getFirst(), found.position());
    };
  }

  private static boolean isA(Call call, String function) {
    return call.function().name().equals(function);
  }
}
