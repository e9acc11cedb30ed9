package gradus.library.export;

import gradus.grammar.Definition;
import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Extent;
import gradus.grammar.Function;
import gradus.grammar.Printer;
import gradus.grammar.Problem;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Simplifier;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a framework cannot express: told by statement and place, before anything is written. */
final class Refusal {
  private Refusal() {}

  /**
   * Refuses a program that calls what a framework has no way to compute.
   *
   * @param optimizer the optimizer; what is dead in its program does not count
   * @param refused which functions the framework cannot express
   * @param allowed what it can, and why not this
   */
  static void ifCalled(Optimizer optimizer, Predicate<Function> refused, String allowed) {
    List<Problem> problems = new ArrayList<>();
    Program live = Simplifier.withoutDead(optimizer.program());
    live.statements()
        .forEach(
            statement -> find(optimizer.name(), statement.value(), refused, allowed, problems));
    ProgramException.throwIfAny(problems);
  }

  private static void find(
      String source,
      Expression value,
      Predicate<Function> refused,
      String allowed,
      List<Problem> problems) {
    switch (value) {
      case Number number -> {}
      case Variable variable -> {}
      case Call call -> {
        if (anywhere(call.function(), refused)) {
          problems.add(
              Problem.at(source, call.place(), "cannot be exported", Printer.print(call), allowed));
        }
        call.arguments().forEach(argument -> find(source, argument, refused, allowed, problems));
      }
    }
  }

  /** Whether a function, or one that its body calls, is such a one. */
  private static boolean anywhere(Function function, Predicate<Function> refused) {
    return refused.test(function)
        || function.definition() instanceof Definition.Body body
            && inside(body.expression(), refused);
  }

  private static boolean inside(Expression value, Predicate<Function> refused) {
    return value instanceof Call call
        && (anywhere(call.function(), refused)
            || call.arguments().stream().anyMatch(argument -> inside(argument, refused)));
  }

  /** Whether a function takes something over all tensors of the model. */
  static boolean isGlobal(Function function) {
    return function.definition() instanceof Definition.Reduction reduction
        && reduction.extent() == Extent.MODEL;
  }
}
