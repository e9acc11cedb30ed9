package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of a program, in the standard dialect. Reading it gives the same program again. */
public final class Printer implements Interpretation<Printer.Text> {
  /**
   * A piece of text.
   *
   * @param text the text
   * @param precedence how tightly it holds together: 1 a comparison, 2 a sum, 3 a product, 4 a
   *     prefix, 5 a word
   */
  public record Text(String text, int precedence) {}

  private static final int COMPARISON = 1;
  private static final int SUM = 2;
  private static final int WORD = 5;

  private final StringBuilder lines = new StringBuilder();

  private Printer() {}

  /**
   * The text of a program.
   *
   * @param program any program
   * @return its text, ending in a line end
   */
  public static String print(Program program) {
    Printer printer = new Printer();
    Map<String, Text> names = new HashMap<>();
    program.parameters().forEach(name -> names.put(name, new Text(name, WORD)));
    printer.lines.append("def ").append(program.name()).append('(').append(program.weight());
    printer.parameter(program.gradient());
    program.states().forEach(printer::parameter);
    printer.parameter(program.rate());
    program.step().ifPresent(printer::parameter);
    program
        .hyperparameters()
        .forEach((name, value) -> printer.parameter(name + "=" + Numbers.text(value)));
    printer.lines.append("):\n");
    Walk.fold(program, printer, names);
    printer.lines.append("    return ").append(String.join(", ", program.results())).append('\n');
    return printer.lines.toString();
  }

  /**
   * The text of an expression.
   *
   * @param expression any expression
   * @return its text
   */
  public static String print(Expression expression) {
    Map<String, Text> names = new HashMap<>();
    variables(expression, names);
    return Walk.fold(expression, new Printer(), names).text();
  }

  private static void variables(Expression expression, Map<String, Text> names) {
    switch (expression) {
      case Expression.Number number -> {}
      case Variable variable -> names.put(variable.name(), new Text(variable.name(), WORD));
      case Call call -> call.arguments().forEach(argument -> variables(argument, names));
    }
  }

  private void parameter(String text) {
    lines.append(", ").append(text);
  }

  @Override
  public boolean takesWhole(Function function) {
    return true;
  }

  @Override
  public Text number(double value) {
    return new Text(Numbers.text(value), WORD);
  }

  @Override
  public Text call(Call call, List<Text> arguments) {
    Function function = call.function();
    if (function.operator().isEmpty()
        || call.arguments().getFirst() instanceof Expression.Number && function.arity() == 1) {
      List<String> texts = arguments.stream().map(Text::text).toList();
      return new Text(function.name() + "(" + String.join(", ", texts) + ")", WORD);
    }
    String sign = function.operator().get();
    int precedence = function.precedence();
    if (function.arity() == 1) {
      return new Text(sign + inside(arguments.getFirst(), precedence), precedence);
    }
    // Operators group to the left, so an equal precedence needs parentheses on the right only; but
    // comparisons do not group at all.
    String left = inside(arguments.get(0), precedence == COMPARISON ? SUM : precedence);
    String right = inside(arguments.get(1), precedence + 1);
    return new Text(left + " " + sign + " " + right, precedence);
  }

  @Override
  public Text assign(Statement statement, Text value) {
    lines.append("    ").append(statement.target()).append(" = ").append(value.text()).append('\n');
    return new Text(statement.target(), WORD);
  }

  private static String inside(Text text, int least) {
    return text.precedence() < least ? "(" + text.text() + ")" : text.text();
  }
}
