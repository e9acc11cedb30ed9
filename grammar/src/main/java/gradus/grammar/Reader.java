package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From the syntax tree of a text to a program, resolving every name on the way. */
final class Reader {
  private static final String STEP = "step";
  private static final int MOST_PARAMETERS = 100;
  private static final int LONGEST_LIST = 200;
  private static final String SIGNATURE =
      "weight, gradient, the states that are returned, the learning rate, then perhaps step";

  private final Parser.Problems problems;
  private final Dialect dialect;
  private final Functions functions;

  /** The names that are known here; null when any name is taken. */
  private Set<String> known = new LinkedHashSet<>();

  Reader(Parser.Problems problems, Dialect dialect, Functions functions) {
    this.problems = problems;
    this.dialect = dialect;
    this.functions = functions;
  }

  /** An expression whose variables are taken as they are. */
  Expression free(GradusParser.ExpressionContext tree) {
    known = null;
    return expression(tree);
  }

  Program program(GradusParser.DefinitionContext definition) {
    List<Token> plain = new ArrayList<>();
    SequencedMap<String, Double> hyperparameters = new LinkedHashMap<>();
    parameters(definition, plain, hyperparameters);
    boolean sound = problems.none();
    List<Statement> statements = new ArrayList<>();
    GradusParser.ResultContext result = null;
    for (GradusParser.LineContext line : definition.line()) {
      if (result != null) {
        at(line, "statement after return", Names.quote(line.getStart().getText()), "end of text");
        break;
      }
      if (line.assignment() != null) {
        statements.add(assignment(line.assignment()));
      } else {
        result = line.result();
      }
    }
    if (result == null) {
      at(
          Layout.place(definition.getStop()),
          "no return",
          "end of text",
          "return UPDATE, then each state by name");
      return null;
    }
    return sound ? signed(definition, plain, hyperparameters, statements, result) : null;
  }

  private void parameters(
      GradusParser.DefinitionContext definition,
      List<Token> plain,
      SequencedMap<String, Double> hyperparameters) {
    List<GradusParser.ParameterContext> parameters = definition.signature().parameter();
    if (parameters.size() > MOST_PARAMETERS) {
      String found = String.valueOf(parameters.size());
      at(definition.signature(), "too many parameters", found, "at most " + MOST_PARAMETERS);
    }
    for (GradusParser.ParameterContext parameter : parameters) {
      Token name = parameter.NAME().getSymbol();
      if (!known.add(name.getText())) {
        at(parameter, "parameter named twice", Names.quote(name.getText()), "each name once");
      } else if (parameter.NUMBER() != null) {
        double value = number(parameter.NUMBER());
        hyperparameters.put(name.getText(), parameter.MINUS() == null ? value : -value);
      } else if (hyperparameters.isEmpty()) {
        plain.add(name);
      } else {
        at(
            parameter,
            "parameter without a default",
            Names.quote(name.getText()),
            name.getText() + "=NUMBER");
      }
    }
  }

  /** Finds out which parameter is what: the states are those that are returned. */
  private Program signed(
      GradusParser.DefinitionContext definition,
      List<Token> plain,
      SequencedMap<String, Double> hyperparameters,
      List<Statement> statements,
      GradusParser.ResultContext result) {
    List<String> names = plain.stream().map(Token::getText).toList();
    boolean counts = names.size() > 3 && names.getLast().equals(STEP);
    int rate = names.size() - (counts ? 2 : 1);
    if (rate < 2) {
      at(
          Layout.place(definition.signature().LEFT().getSymbol()),
          "too few parameters",
          names.isEmpty() ? "none" : String.join(", ", names),
          SIGNATURE);
      return null;
    }
    List<String> states = names.subList(2, rate);
    List<String> returned =
        result.expression().stream().skip(1).map(ParserRuleContext::getText).toList();
    if (!returned.equals(states)) {
      at(
          result,
          "the return does not fit the parameters",
          "return " + list(result.expression().stream().map(ParserRuleContext::getText).toList()),
          "return " + list(prepend("UPDATE", states)) + " (parameters are " + SIGNATURE + ")");
      return null;
    }
    String update = update(result.expression(0), statements);
    return new Program(
        definition.signature().NAME().getText(),
        names.get(0),
        names.get(1),
        states,
        names.get(rate),
        counts ? Optional.of(STEP) : Optional.empty(),
        hyperparameters,
        statements,
        update);
  }

  /** The name of the update; an expression that is returned becomes a statement of its own. */
  private String update(GradusParser.ExpressionContext tree, List<Statement> statements) {
    Expression value = expression(tree);
    if (value instanceof Variable variable) {
      return variable.name();
    }
    String name = "update";
    while (known.contains(name)) {
      name += "_";
    }
    statements.add(new Statement(name, value, Layout.place(tree.getStart())));
    return name;
  }

  /** Names with commas between them, and no more of them than can be read at a glance. */
  private static String list(List<String> names) {
    String list = String.join(", ", names);
    return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
  }

  private static List<String> prepend(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private Statement assignment(GradusParser.AssignmentContext line) {
    Expression value = expression(line.expression());
    String target = line.NAME().getText();
    known.add(target);
    return new Statement(target, value, Layout.place(line.getStart()));
  }

  private Expression expression(GradusParser.ExpressionContext tree) {
    return chain(tree, tree.term().stream().map(this::term).toList());
  }

  private Expression term(GradusParser.TermContext tree) {
    return chain(tree, tree.factor().stream().map(this::factor).toList());
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

  private Expression factor(GradusParser.FactorContext tree) {
    Expression value = atom(tree.atom());
    for (int i = tree.MINUS().size() - 1; i >= 0; i--) {
      Place place = Layout.place(tree.MINUS(i).getSymbol());
      value =
          value instanceof Number number
              ? new Number(-number.value(), place)
              : new Call(functions.prefix(), List.of(value), place);
    }
    return value;
  }

  private Expression atom(GradusParser.AtomContext tree) {
    Place place = Layout.place(tree.getStart());
    if (tree.NUMBER() != null) {
      return new Number(number(tree.NUMBER()), place);
    }
    if (tree.NAME() != null) {
      String name = tree.NAME().getText();
      if (known != null && !known.contains(name)) {
        unknown(place, name);
      }
      return new Variable(name, place);
    }
    return tree.call() != null ? call(tree.call()) : expression(tree.expression());
  }

  private void unknown(Place place, String name) {
    Optional<Function> function = functions.named(name, dialect);
    if (function.isPresent()) {
      String call = function.get().signature();
      at(place, "function without arguments", Names.quote(name), call);
    } else {
      at(place, "unknown variable", Names.quote(name), Names.allowed(name, known));
    }
  }

  private Expression call(GradusParser.CallContext tree) {
    String name = tree.NAME().getText();
    List<Expression> arguments = tree.expression().stream().map(this::expression).toList();
    Optional<Function> function = functions.named(name, dialect);
    if (function.isEmpty() && known != null && known.contains(name)) {
      at(tree, "a variable is no function", Names.quote(name + "("), "a function, or an operator");
    } else if (function.isEmpty()) {
      at(tree, "unknown function", Names.quote(name), Names.allowed(name, functions.names()));
    } else if (function.get().arity() != arguments.size()) {
      at(
          tree,
          "wrong number of arguments",
          arguments.size() + " for " + name,
          function.get().signature());
    } else {
      return new Call(function.get(), arguments, Layout.place(tree.getStart()));
    }
    return new Number(0, Layout.place(tree.getStart()));
  }

  private double number(TerminalNode node) {
    double value = Double.parseDouble(node.getText());
    if (Double.isInfinite(value)) {
      at(
          Layout.place(node.getSymbol()),
          "number too large",
          Names.quote(node.getText()),
          "up to " + Double.MAX_VALUE);
    }
    return value;
  }

  private void at(ParserRuleContext tree, String what, String found, String allowed) {
    at(Layout.place(tree.getStart()), what, found, allowed);
  }

  private void at(Place place, String what, String found, String allowed) {
    problems.add(place, what, found, allowed);
  }
}
