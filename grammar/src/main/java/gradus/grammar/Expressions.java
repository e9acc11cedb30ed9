package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From the syntax tree of an expression to an expression. */
final class Expressions {
  /** Knows the calls that are not of the table. */
  interface Helpers {
    Optional<Expression> call(
        GradusParser.CallContext call, List<Expression> arguments, Scope scope);
  }

  private final Parser.Problems problems;
  private final Dialect dialect;
  private final Functions functions;
  private final Helpers helpers;
  private final Set<String> helperNames;

  Expressions(
      Parser.Problems problems,
      Dialect dialect,
      Functions functions,
      Helpers helpers,
      Set<String> helperNames) {
    this.problems = problems;
    this.dialect = dialect;
    this.functions = functions;
    this.helpers = helpers;
    this.helperNames = helperNames;
  }

  /** Reads an expression in a scope. */
  Expression read(GradusParser.ExpressionContext tree, Scope scope) {
    List<Expression> operands = new ArrayList<>();
    for (GradusParser.SumContext sum : tree.sum()) {
      operands.add(sum(sum, scope));
    }
    return chain(tree, operands);
  }

  /** Whether a call is all that the statement around it computes. */
  static boolean alone(GradusParser.CallContext call) {
    ParserRuleContext outer = call;
    while (outer.getParent().getChildCount() == 1) {
      outer = outer.getParent();
    }
    return outer.getParent() instanceof GradusParser.AssignmentContext;
  }

  private Expression sum(GradusParser.SumContext tree, Scope scope) {
    List<Expression> operands = new ArrayList<>();
    for (GradusParser.TermContext term : tree.term()) {
      operands.add(term(term, scope));
    }
    return chain(tree, operands);
  }

  private Expression term(GradusParser.TermContext tree, Scope scope) {
    List<Expression> operands = new ArrayList<>();
    for (GradusParser.FactorContext factor : tree.factor()) {
      operands.add(factor(factor, scope));
    }
    return chain(tree, operands);
  }

  /** Operands and the signs between them, taken from the left. */
  private Expression chain(ParserRuleContext tree, List<Expression> operands) {
    Expression left = operands.getFirst();
    for (int i = 1; i < operands.size(); i++) {
      Token sign = ((TerminalNode) tree.getChild(2 * i - 1)).getSymbol();
      Function function = functions.infix(sign.getText(), dialect);
      left = new Call(function, List.of(left, operands.get(i)), Layout.place(sign));
    }
    return left;
  }

  private Expression factor(GradusParser.FactorContext tree, Scope scope) {
    Expression value = atom(tree.atom(), scope);
    for (int i = tree.MINUS().size() - 1; i >= 0; i--) {
      Place place = Layout.place(tree.MINUS(i).getSymbol());
      value =
          value instanceof Number number
              ? new Number(-number.value(), place)
              : new Call(functions.prefix(), List.of(value), place);
    }
    return value;
  }

  private Expression atom(GradusParser.AtomContext tree, Scope scope) {
    Place place = Layout.place(tree.getStart());
    if (tree.NUMBER() != null) {
      return new Number(number(tree.NUMBER()), place);
    }
    if (tree.NAME() != null) {
      String name = tree.NAME().getText();
      return scope.meaning(name, place).orElseGet(() -> unknown(place, name, scope));
    }
    return tree.call() != null ? call(tree.call(), scope) : read(tree.expression(), scope);
  }

  private Expression unknown(Place place, String name, Scope scope) {
    Optional<Function> function = functions.named(name, dialect);
    if (function.isPresent()) {
      String call = function.get().signature();
      problems.add(place, "function without arguments", Names.quote(name), call);
    } else {
      String allowed = Names.allowed(name, scope.known());
      problems.add(place, "unknown variable", Names.quote(name), allowed);
    }
    return new Number(0, place);
  }

  private Expression call(GradusParser.CallContext tree, Scope scope) {
    String name = tree.NAME().getText();
    Place place = Layout.place(tree.getStart());
    // No stream here or above: it would take its share of the stack at every level.
    List<Expression> arguments = new ArrayList<>();
    for (GradusParser.ExpressionContext argument : tree.expression()) {
      arguments.add(read(argument, scope));
    }
    Optional<Expression> inlined = helpers.call(tree, arguments, scope);
    if (inlined.isPresent()) {
      return inlined.get();
    }
    Optional<Function> function = functions.named(name, dialect);
    if (function.isEmpty() && scope.knows(name)) {
      String allowed = "a function, or an operator";
      problems.add(place, "a variable is no function", Names.quote(name + "("), allowed);
    } else if (function.isEmpty()) {
      Set<String> names = new LinkedHashSet<>(functions.names());
      names.addAll(helperNames);
      problems.add(place, "unknown function", Names.quote(name), Names.allowed(name, names));
    } else if (function.get().arity() != arguments.size()) {
      String found = arguments.size() + " for " + name;
      problems.add(place, "wrong number of arguments", found, function.get().signature());
    } else {
      return new Call(function.get(), arguments, place);
    }
    return new Number(0, place);
  }

  /** The value of a number in a text. */
  double number(TerminalNode node) {
    double value = Double.parseDouble(node.getText());
    if (Double.isInfinite(value)) {
      problems.add(
          Layout.place(node.getSymbol()),
          "number too large",
          Names.quote(node.getText()),
          "up to " + Double.MAX_VALUE);
    }
    return value;
  }
}
