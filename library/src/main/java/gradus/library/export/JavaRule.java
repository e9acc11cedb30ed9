package gradus.library.export;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Kind;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements of an elementwise program in Java: those on numbers, which stand before the loop
 * over the elements, and those in it.
 */
final class JavaRule {
  /** The names of the loop itself. */
  static final Set<String> TAKEN =
      Set.of(
          ("config gradient iteration epoch gradients values i name state view shape order initialize"
                  + " states length arcsinh arccosh arctanh read write learningRate schedule"
                  + " learningRateSchedule weightDecay updater copy other parameters regularization")
              .split(" "));

  private final Outline outline;
  private final Program program;
  private final Spellings spellings;
  private final JavaNames names = new JavaNames(TAKEN);
  private final Map<String, Text> values = new HashMap<>();
  private final Map<String, String> arrays = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Set<String> support = new TreeSet<>();
  private final List<String> before = new ArrayList<>();
  private final List<String> inside = new ArrayList<>();

  JavaRule(Program rule, Spellings spellings) {
    this.spellings = spellings;
    outline = Outline.of(rule, spellings::knows);
    program = outline.program();
    inputs();
    for (int i = 0; i < program.statements().size(); i++) {
      statement(i);
    }
    inside.add("gradients[i] = " + values.get(program.update()).text() + ";");
    for (String state : program.states()) {
      String value = values.get(state).text();
      if (isNumber(state)) {
        before.add("%s = %s;".formatted(arrays.get(state), value));
      } else if (!value.equals(arrays.get(state) + "[i]")) {
        inside.add("%s[i] = %s;".formatted(arrays.get(state), value));
      }
    }
  }

  private void inputs() {
    value(program.gradient(), "gradients[i]", Kind.TENSOR);
    List<String> numbers = new ArrayList<>(List.of(program.rate()));
    program.step().ifPresent(numbers::add);
    numbers.addAll(program.hyperparameters().keySet());
    for (String name : numbers) {
      settings.put(name, names.fresh(name));
      value(name, settings.get(name), Kind.NUMBER);
    }
    for (String state : program.states()) {
      String name = names.fresh(state);
      arrays.put(state, name);
      boolean number = isNumber(state);
      value(state, number ? name : name + "[i]", number ? Kind.NUMBER : Kind.TENSOR);
    }
  }

  private void value(String name, String text, Kind kind) {
    values.put(name, new Text(text, Spelling.ATOM, kind, true, false, false, false, false));
  }

  private void statement(int index) {
    Statement statement = program.statements().get(index);
    Kind kind = outline.kind(index);
    Text value = text(statement.value(), kind);
    if (outline.isPart(statement.target()) && kind == readerKind(index)) {
      values.put(statement.target(), value);
      return;
    }
    boolean state = program.states().contains(statement.target());
    String name = names.fresh(state ? "next_" + statement.target() : statement.target());
    (kind == Kind.NUMBER ? before : inside).add("double %s = %s;".formatted(name, value.text()));
    value(statement.target(), name, kind);
  }

  /** The kind of the statement that reads a part; a number in a loop is computed before it. */
  private Kind readerKind(int index) {
    String part = program.statements().get(index).target();
    for (int i = index + 1; i < program.statements().size(); i++) {
      if (Outline.reads(program.statements().get(i).value(), part)) {
        return outline.kind(i);
      }
    }
    throw new IllegalStateException(part + " is read by nothing");
  }

  private Text text(Expression expression, Kind kind) {
    return switch (expression) {
      case Expression.Number number -> {
        int precedence = Math.copySign(1, number.value()) < 0 ? Spelling.PREFIX : Spelling.ATOM;
        String text = JavaNames.number(number.value());
        yield new Text(text, precedence, kind, true, false, false, false, false);
      }
      case Expression.Variable variable -> values.get(variable.name());
      case Call call -> {
        List<Text> arguments =
            call.arguments().stream().map(argument -> text(argument, kind)).toList();
        Spelling spelling = spellings.plain(call.function());
        spellings.support(call.function().name()).ifPresent(support::add);
        String text = spelling.fill(arguments);
        yield new Text(text, spelling.precedence(), kind, true, false, false, false, false);
      }
    };
  }

  /** Whether a state is one number for all elements. */
  boolean isNumber(String state) {
    return outline.kinds().input(state) == Kind.NUMBER;
  }

  /** The program that is written, without what is dead. */
  Program program() {
    return program;
  }

  /** The hyperparameters that are read. */
  List<String> hyperparameters() {
    return program.hyperparameters().keySet().stream().filter(this::isRead).toList();
  }

  private boolean isRead(String name) {
    return program.statements().stream()
        .anyMatch(statement -> Outline.reads(statement.value(), name));
  }

  boolean countsSteps() {
    return program.step().filter(this::isRead).isPresent();
  }

  /** The variable that holds a hyperparameter, the learning rate or the step. */
  String setting(String name) {
    return settings.get(name);
  }

  /** The variable that holds a state: an array, or a number. */
  String state(String state) {
    return arrays.get(state);
  }

  List<String> before() {
    return before;
  }

  List<String> inside() {
    return inside;
  }

  /** Functions that the file brings along. */
  Set<String> support() {
    return support;
  }
}
