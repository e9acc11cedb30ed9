package gradus.library.export;

import gradus.grammar.Definition;
import gradus.grammar.Expression.Call;
import gradus.grammar.Function;
import gradus.grammar.Interpretation;
import gradus.grammar.Kind;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.grammar.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program as the body of a Python function, for one tensor or a list of them, in the spellings of
 * {@link Spellings}.
 */
final class PythonRule implements Interpretation<Text> {
  /**
   * A line of the body.
   *
   * @param text the line, without indentation
   * @param matrices whether it is for tensors with two dimensions only
   */
  record Line(String text, boolean matrices) {}

  private final Outline outline;
  private final Spellings spellings;
  private final Map<String, String> names;
  private final boolean lists;
  private final Set<String> hostStates;
  private final PythonValues values;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> reducers = new ArrayList<>();
  private final List<Text> results = new ArrayList<>();
  private int index;
  private int hoisted;

  private PythonRule(
      Outline outline,
      Spellings spellings,
      Map<String, String> names,
      boolean lists,
      Set<String> hostStates) {
    this.outline = outline;
    this.spellings = spellings;
    this.names = names;
    this.lists = lists;
    this.hostStates = hostStates;
    String weight = names.get(outline.program().weight());
    values = new PythonValues(spellings, names, lists ? weight + "[0]" : weight);
  }

  /**
   * Writes a program.
   *
   * @param outline the program
   * @param spellings how functions are written
   * @param names what the names of the program are called in Python
   * @param lists whether tensors come as lists
   * @param given which of the inputs are numbers of Python; of the states, which begin as one
   */
  static PythonRule of(
      Outline outline,
      Spellings spellings,
      Map<String, String> names,
      boolean lists,
      Set<String> given) {
    Set<String> host = new HashSet<>(given);
    while (true) {
      PythonRule rule = new PythonRule(outline, spellings, names, lists, Set.copyOf(host));
      Map<String, Text> end = rule.fold();
      // A state is a number of Python only if every step leaves one there.
      Set<String> left = new HashSet<>(host);
      left.removeIf(name -> outline.program().states().contains(name) && !end.get(name).host());
      if (left.equals(host)) {
        rule.finish(end);
        return rule;
      }
      host = left;
    }
  }

  private Map<String, Text> fold() {
    Program program = outline.program();
    Map<String, Text> inputs = new HashMap<>();
    for (String name : program.parameters()) {
      Kind kind = outline.kinds().input(name);
      boolean kept = spellings.isInPlace() && program.states().contains(name);
      boolean shared = kept || name.equals(program.weight()) || name.equals(program.gradient());
      boolean nan = outline.input(name).nan();
      boolean many = lists && kind != Kind.NUMBER;
      inputs.put(
          name, Text.name(names.get(name), kind, hostStates.contains(name), many, shared, nan));
    }
    return Walk.fold(program, this, inputs);
  }

  /** Puts the results into the form in which they are kept. */
  private void finish(Map<String, Text> end) {
    Program program = outline.program();
    for (String name : program.results()) {
      Text result = values.number(end.get(name));
      boolean state = !name.equals(program.update()) || program.states().contains(name);
      if (state && result.host() && !hostStates.contains(name)) {
        result = values.wrapped("promote", result, false);
      }
      if (state && results.size() > 0 && result.shared()) {
        result = values.wrapped("copy", result, result.host());
      }
      if (outline.kinds().inputForMatrices(name) && !result.text().equals(names.get(name))) {
        List<Text> both = List.of(result, result.named("None"));
        result = result.named(values.filled(spellings.word("(choose)")).fill(both));
      }
      if (lists && !result.many()) {
        // One for each tensor, like all else that is given back.
        result = result.named("[" + result.text() + "] * len(" + names.get(program.weight()) + ")");
      }
      results.add(result);
    }
  }

  List<Line> lines() {
    return Collections.unmodifiableList(lines);
  }

  /** The update, then the states. */
  List<Text> results() {
    return Collections.unmodifiableList(results);
  }

  /** How shares of values over all tensors are put together. */
  List<String> reducers() {
    return Collections.unmodifiableList(reducers);
  }

  boolean isHost(String state) {
    return hostStates.contains(state);
  }

  @Override
  public boolean takesWhole(Function function) {
    return true;
  }

  @Override
  public Text number(double value) {
    String text = PythonNames.number(value);
    boolean minus = text.startsWith("-");
    int precedence = minus ? Spelling.PREFIX : Spelling.ATOM;
    return new Text(text, precedence, Kind.NUMBER, true, false, false, false, false);
  }

  @Override
  public Text call(Call call, List<Text> arguments) {
    boolean many = arguments.stream().anyMatch(Text::many);
    return many ? overLists(call, arguments) : one(call.function(), arguments);
  }

  @Override
  public Text assign(Statement statement, Text value) {
    boolean matrices = outline.kinds().statementForMatrices(index);
    String name = names.get(statement.target());
    Text result = value;
    Optional<Spelling> together =
        Outline.isGlobal(statement.value())
            ? spellings.find(((Call) statement.value()).function(), "together")
            : Optional.empty();
    if (together.isPresent() && !outline.isOfNumber(index)) {
      Text share = values.number(value);
      share = share.host() ? values.wrapped("promote", share, false) : share;
      reducers.add(together.get().template());
      lines.add(new Line(name + " = yield " + share.text(), false));
      result = Text.name(name, Kind.NUMBER, false, false, false, value.nan());
    } else if (!outline.isPart(statement.target())
        || value.text().length() > spellings.longestPart()) {
      name = outline.isPart(statement.target()) ? fresh() : name;
      if (!name.equals(value.text())) {
        lines.add(new Line(name + " = " + value.text(), matrices));
      }
      result = value.named(name);
    }
    index++;
    return result;
  }

  private Text one(Function function, List<Text> arguments) {
    Kind kind = outline.kind(index);
    if (function.definition() instanceof Definition.IfMatrix) {
      return chosen(arguments, kind);
    }
    boolean host = arguments.stream().allMatch(Text::host);
    boolean count = function.definition() instanceof Definition.Count;
    boolean scalar = arguments.stream().allMatch(Text::isScalar);
    Optional<Spelling> special =
        Stream.of(
                spellings.find(function, "scalar").filter(spelling -> scalar),
                spellings.onHost(function, outline, index).filter(spelling -> host))
            .flatMap(Optional::stream)
            .findFirst();
    if (special.isPresent()) {
      return write(special.get(), arguments, host || count);
    }
    Optional<Spelling> choice = spellings.find(function, "choice");
    if (choice.isPresent() && PythonValues.isChoice(arguments)) {
      return choice(choice.get(), arguments);
    }
    List<Text> tensors = new ArrayList<>(arguments);
    boolean condition = spellings.plain(function).template().contains("{0?}");
    int first = condition ? 1 : 0;
    if (condition && arguments.getFirst().host()) {
      tensors.set(0, values.wrapped("promote", values.number(arguments.getFirst()), false));
    }
    if (!count && tensors.subList(first, tensors.size()).stream().allMatch(Text::host)) {
      tensors.set(first, values.wrapped("promote", values.number(arguments.get(first)), false));
    }
    Optional<Spelling> mixed = spellings.find(function, "mixed");
    if (mixed.isPresent() && tensors.stream().anyMatch(Text::host)) {
      return write(mixed.get(), tensors.getFirst().host() ? tensors.reversed() : tensors, false);
    }
    boolean nan = arguments.stream().anyMatch(Text::nan);
    Optional<Spelling> careful = spellings.find(function, "nan").filter(spelling -> nan);
    Text text = write(careful.orElse(spellings.plain(function)), tensors, count);
    boolean view = function.definition() instanceof Definition.Transpose;
    return view ? PythonValues.shared(text, tensors) : text;
  }

  private Text choice(Spelling spelling, List<Text> arguments) {
    boolean host = arguments.stream().allMatch(Text::host);
    List<Text> both = values.alike(arguments.subList(1, 3), host, Kind.NUMBER);
    List<Text> all = List.of(arguments.getFirst(), both.getFirst(), both.getLast());
    return PythonValues.shared(write(spelling, all, host), both);
  }

  private Text chosen(List<Text> arguments, Kind kind) {
    boolean host = arguments.stream().allMatch(Text::host);
    List<Text> both = values.alike(arguments, host, kind);
    return PythonValues.shared(write(values.filled(spellings.word("(choose)")), both, host), both);
  }

  private Text overLists(Call call, List<Text> arguments) {
    Function function = call.function();
    Optional<Spelling> choice = spellings.find(function, "choice");
    if (choice.isPresent() && PythonValues.isChoice(arguments)) {
      return choice(choice.get(), arguments);
    }
    boolean swap = function.commutative() && !arguments.getFirst().many();
    List<Text> ordered = swap ? arguments.reversed() : arguments;
    Optional<Spelling> whole =
        spellings.find(function, PythonValues.isOneByOne(ordered) ? "lists" : "each");
    if (whole.isPresent()
        && ordered.getFirst().many()
        && ordered.stream().allMatch(PythonValues::fits)) {
      return write(whole.get(), ordered, false);
    }
    Map<String, String> loop = new LinkedHashMap<>();
    List<Text> elements = values.elements(arguments, loop);
    return PythonValues.many(one(function, elements), loop);
  }

  private Text write(Spelling spelling, List<Text> arguments, boolean host) {
    List<Text> ready = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean condition = spelling.template().contains("{" + i + "?}");
      Text argument =
          condition ? PythonValues.condition(arguments.get(i)) : values.number(arguments.get(i));
      boolean longer = spelling.repeats(i) && argument.precedence() < Spelling.ATOM;
      ready.add(longer ? hoisted(argument) : argument);
    }
    Spelling plain = values.filled(spelling.template().replace("?}", "}"));
    boolean many = ready.stream().anyMatch(Text::many);
    return new Text(
        plain.fill(ready),
        plain.template().equals("{0}") ? ready.getFirst().precedence() : plain.precedence(),
        outline.kind(index),
        host,
        many,
        false,
        plain.isTruth(),
        outline.interval(index).nan());
  }

  private Text hoisted(Text text) {
    String name = fresh();
    lines.add(new Line(name + " = " + text.text(), outline.kinds().statementForMatrices(index)));
    return text.named(name);
  }

  private String fresh() {
    return PythonNames.fresh("part", ++hoisted, names);
  }
}
