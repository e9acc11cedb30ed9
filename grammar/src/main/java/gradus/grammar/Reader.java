package gradus.grammar;

import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.syntax.GradusParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * From the syntax tree of a text to a program: helpers are inlined where they are called, loops
 * unrolled, and every name is resolved on the way.
 */
final class Reader {
  /** How long a program may be when helpers are inlined and loops unrolled: it can be printed. */
  static final int LONGEST = Parser.LONGEST_TEXT / 2;

  /** What a word may get longer by when it is written out. */
  private static final int PER_WORD = 8;

  private static final int DEEPEST_HELPERS = 50;
  private static final int MOST_ROUNDS = 1000;

  private final Parser.Problems problems;
  private final Expressions expressions;
  private final Functions functions;
  private final Map<String, GradusParser.DefinitionContext> helpers = new LinkedHashMap<>();

  /** While a helper is only checked, what it calls is not inlined once more. */
  private boolean checking;

  private int length;
  private int depth;

  Reader(Parser.Problems problems, Dialect dialect, Functions functions) {
    this.problems = problems;
    this.functions = functions;
    expressions = new Expressions(problems, dialect, functions, this::inlined, helpers.keySet());
  }

  /** An expression whose variables are taken as they are. */
  Expression free(GradusParser.ExpressionContext tree) {
    return expressions.read(tree, Scope.free());
  }

  /** The program of a file: its last definition. */
  Program program(GradusParser.FileContext file) {
    List<GradusParser.DefinitionContext> definitions = file.definition();
    for (GradusParser.DefinitionContext helper : definitions.subList(0, definitions.size() - 1)) {
      check(helper);
      helpers.put(helper.signature().NAME().getText(), helper);
    }
    return program(definitions.getLast());
  }

  private Program program(GradusParser.DefinitionContext definition) {
    Signature signature = new Signature(definition, problems, expressions::number);
    boolean sound = problems.none();
    List<String> words = new ArrayList<>();
    words(definition, words);
    List<Statement> statements = new ArrayList<>();
    Scope scope = Scope.of(words, statements);
    signature.names().forEach(name -> scope.bind(name, Variable.of(name)));
    GradusParser.ResultContext result = body(definition, scope);
    if (result == null || !sound) {
      return null;
    }
    List<String> states = signature.states(result).orElse(null);
    if (states == null) {
      return null;
    }
    String update = update(result.expression(0), scope);
    String name = definition.signature().NAME().getText();
    return signature.program(name, states, statements, update);
  }

  /** All names in a text: whatever is made up must not be one of them. */
  private static void words(ParseTree tree, List<String> words) {
    if (tree instanceof TerminalNode node && node.getSymbol().getType() == GradusParser.NAME) {
      words.add(node.getText());
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      words(tree.getChild(i), words);
    }
  }

  /** Reads the lines of a definition; null if there is no return. */
  private GradusParser.ResultContext body(GradusParser.DefinitionContext definition, Scope scope) {
    GradusParser.ResultContext result = lines(definition.line(), scope);
    if (result == null) {
      String allowed =
          helpers.containsValue(definition) || checking
              ? "return VALUE"
              : "return UPDATE, then each state by name";
      at(Layout.place(definition.getStop()), "no return", "end of text", allowed);
    }
    return result;
  }

  private GradusParser.ResultContext lines(List<GradusParser.LineContext> lines, Scope scope) {
    for (int i = 0; i < lines.size(); i++) {
      GradusParser.LineContext line = lines.get(i);
      if (line.loop() != null) {
        loop(line.loop(), scope);
      } else if (line.result() != null) {
        if (i + 1 < lines.size()) {
          String found = Names.quote(lines.get(i + 1).getStart().getText());
          at(lines.get(i + 1), "statement after return", found, "end of text");
        }
        return line.result();
      } else {
        assignment(line.assignment(), scope);
      }
    }
    return null;
  }

  private void assignment(GradusParser.AssignmentContext line, Scope scope) {
    String target = line.NAME().getText();
    if (scope.meaning(target, Place.NONE).orElse(null) instanceof Number) {
      at(line, "assignment to the count of a loop", Names.quote(target), "another name");
      return;
    }
    bound(line);
    scope.assign(target, expressions.read(line.expression(), scope), place(line));
  }

  private void loop(GradusParser.LoopContext loop, Scope scope) {
    String count = loop.NAME(0).getText();
    String range = loop.NAME(1).getText();
    double rounds = expressions.number(loop.NUMBER());
    if (!range.equals("range")) {
      Place place = Layout.place(loop.NAME(1).getSymbol());
      at(place, "a loop over something else", Names.quote(range), "range(COUNT)");
    } else if (rounds != Math.rint(rounds) || rounds < 1 || rounds > MOST_ROUNDS) {
      Place place = Layout.place(loop.NUMBER().getSymbol());
      String allowed = "a whole number from 1 to " + MOST_ROUNDS;
      at(place, "wrong number of rounds", loop.NUMBER().getText(), allowed);
    } else if (scope.knows(count)) {
      Place place = Layout.place(loop.NAME(0).getSymbol());
      at(place, "name of a loop taken", Names.quote(count), "a name without a meaning");
    } else {
      // A mistake in the lines is told once, and one round shows it.
      for (int i = 0; i < rounds && (i == 0 || problems.none() && !checking); i++) {
        scope.bind(count, Number.of(i));
        GradusParser.ResultContext result = lines(loop.line(), scope);
        scope.forget(count);
        if (result != null) {
          at(result, "return inside a loop", "'return'", "after the loop");
        }
      }
    }
  }

  /** The name of the update; an expression that is returned becomes a statement of its own. */
  private String update(GradusParser.ExpressionContext tree, Scope scope) {
    Expression value = expressions.read(tree, scope);
    if (value instanceof Variable variable) {
      return variable.name();
    }
    String name = "update";
    while (scope.knows(name)) {
      name += "_";
    }
    scope.assign(name, value, place(tree));
    return name;
  }

  /** Reads a helper with parameters that stand for themselves, to tell what is wrong with it. */
  private void check(GradusParser.DefinitionContext helper) {
    Token name = helper.signature().NAME().getSymbol();
    String found = Names.quote(name.getText());
    if (helpers.containsKey(name.getText())) {
      at(Layout.place(name), "helper named twice", found, "each name once");
    } else if (functions.names().contains(name.getText())) {
      at(Layout.place(name), "a function has this name", found, "another name");
    }
    Scope scope = Scope.of(List.of(), new ArrayList<>());
    for (GradusParser.ParameterContext parameter : helper.signature().parameter()) {
      String text = parameter.NAME().getText();
      if (parameter.NUMBER() != null) {
        at(parameter, "default of a helper", text + "=...", text);
      } else if (!scope.bind(text, Variable.of(text))) {
        at(parameter, "parameter named twice", Names.quote(text), "each name once");
      }
    }
    checking = true;
    GradusParser.ResultContext result = body(helper, scope);
    if (result != null && result.expression().size() != 1) {
      at(result, "a helper returns one value", result.expression().size() + " values", "one");
    } else if (result != null) {
      expressions.read(result.expression(0), scope);
    }
    checking = false;
  }

  /** The value of a call of a helper, if it is one. */
  private Optional<Expression> inlined(
      GradusParser.CallContext call, List<Expression> arguments, Scope scope) {
    GradusParser.DefinitionContext helper = helpers.get(call.NAME().getText());
    if (helper == null) {
      return Optional.empty();
    }
    List<GradusParser.ParameterContext> parameters = helper.signature().parameter();
    if (parameters.size() != arguments.size()) {
      List<String> names = parameters.stream().map(ParserRuleContext::getText).toList();
      String name = call.NAME().getText();
      String allowed = name + "(" + String.join(", ", names) + ")";
      at(call, "wrong number of arguments", arguments.size() + " for " + name, allowed);
    }
    if (checking || !problems.none()) {
      return Optional.of(Number.of(0));
    }
    Scope inner = scope.called();
    for (int i = 0; i < arguments.size(); i++) {
      String name = parameters.get(i).NAME().getText();
      // What is not a word becomes a statement, so that no line gets longer than it was written.
      if (arguments.get(i) instanceof Expression.Call
          || arguments.get(i) instanceof Number number && number.value() < 0) {
        inner.assign(name, arguments.get(i), place(call));
      } else {
        inner.bind(name, arguments.get(i));
      }
    }
    bound(call);
    depth++;
    if (depth > DEEPEST_HELPERS) {
      at(call, "helpers nested too deeply", "more", "at most " + DEEPEST_HELPERS + " levels");
      problems.throwIfAny();
    }
    GradusParser.ResultContext result = lines(helper.line(), inner);
    bound(result);
    Expression value = expressions.read(result.expression(0), inner);
    depth--;
    return Optional.of(value(value, call, inner));
  }

  /** The value of a helper as one word, unless the call is all that an assignment assigns. */
  private static Expression value(Expression value, GradusParser.CallContext call, Scope inner) {
    if (!(value instanceof Expression.Call) || Expressions.alone(call)) {
      return value;
    }
    String name = call.NAME().getText();
    inner.assign(name, value, place(call));
    return inner.meaning(name, place(call)).orElseThrow();
  }

  private void bound(ParserRuleContext tree) {
    if (checking) {
      return;
    }
    int words = tree.getStop().getTokenIndex() - tree.getStart().getTokenIndex() + 1;
    int characters = tree.getStop().getStopIndex() - tree.getStart().getStartIndex() + 1;
    length += Math.max(0, characters) + PER_WORD * words;
    if (length > LONGEST) {
      String most = "at most " + LONGEST + " characters with helpers and loops written out";
      at(tree, "program too large", "more", most);
      problems.throwIfAny();
    }
  }

  private static Place place(ParserRuleContext tree) {
    return Layout.place(tree.getStart());
  }

  private void at(ParserRuleContext tree, String what, String found, String allowed) {
    at(place(tree), what, found, allowed);
  }

  private void at(Place place, String what, String found, String allowed) {
    problems.add(place, what, found, allowed);
  }
}
