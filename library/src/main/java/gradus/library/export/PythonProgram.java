package gradus.library.export;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Kind;
import gradus.grammar.Program;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program with its Python names, and what files of Python need to know of it. */
final class PythonProgram {
  private final Optimizer optimizer;
  private final Spellings spellings;
  private final Outline outline;
  private final Map<String, String> names;

  /**
   * Takes a program apart for Python.
   *
   * @param optimizer the optimizer
   * @param spellings how the framework writes functions
   * @param rate what the framework calls the learning rate
   * @param taken names that the file uses for itself
   */
  PythonProgram(Optimizer optimizer, Spellings spellings, String rate, Collection<String> taken) {
    this(optimizer, optimizer.program(), spellings, rate, taken);
  }

  /** The same for a part of the optimizer's program. */
  PythonProgram(
      Optimizer optimizer,
      Program part,
      Spellings spellings,
      String rate,
      Collection<String> taken) {
    this.optimizer = optimizer;
    this.spellings = spellings;
    outline = Outline.of(part, spellings::knows);
    names = PythonNames.of(outline.program(), rate, taken);
  }

  Optimizer optimizer() {
    return optimizer;
  }

  Program program() {
    return outline.program();
  }

  Outline outline() {
    return outline;
  }

  Spellings spellings() {
    return spellings;
  }

  String name(String name) {
    return names.get(name);
  }

  Kind kind(String state) {
    return outline.kinds().input(state);
  }

  /** The rule as the body of a function; of tensors or of lists. */
  PythonRule rule(boolean lists, Set<String> host) {
    return PythonRule.of(outline, spellings, names, lists, host);
  }

  /** The hyperparameters that the rule reads, by their Python names. */
  SequencedMap<String, Double> hyperparameters() {
    SequencedMap<String, Double> read = new LinkedHashMap<>();
    program()
        .hyperparameters()
        .forEach((name, value) -> {
          if (reads(name)) {
            read.put(names.get(name), value);
          }
        });
    return read;
  }

  /** Whether the rule does more than to have its result scaled by the learning rate. */
  boolean readsRate() {
    return reads(program().rate());
  }

  boolean readsWeight() {
    return reads(program().weight()) || program().update().equals(program().weight());
  }

  boolean countsSteps() {
    return program().step().filter(this::reads).isPresent();
  }

  boolean reads(String name) {
    return program().statements().stream().anyMatch(line -> Outline.reads(line.value(), name));
  }

  /** Names of numbers that the rule is told: the rate, the step, the hyperparameters. */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    if (reads(program().rate())) {
      numbers.add(names.get(program().rate()));
    }
    if (countsSteps()) {
      numbers.add(program().step().orElseThrow());
    }
    numbers.addAll(hyperparameters().keySet());
    return numbers;
  }

  /** Those parameters of the program that are numbers and given from outside. */
  Set<String> given() {
    Set<String> given = new TreeSet<>(program().hyperparameters().keySet());
    given.add(program().rate());
    program().step().ifPresent(given::add);
    return given;
  }

  /** What a hyperparameter may be, as its default and its use suggest. */
  enum Range {
    /** A share, from 0 to below 1, such as the factor of a moving average. */
    SHARE,
    /** No less than 0. */
    NOT_NEGATIVE,
    /** Anything. */
    ANY
  }

  Range range(String python) {
    String name =
        program().hyperparameters().keySet().stream()
            .filter(key -> names.get(key).equals(python))
            .findFirst()
            .orElseThrow();
    double value = program().hyperparameters().get(name);
    boolean share =
        name.startsWith("beta")
            || program().statements().stream().anyMatch(line -> isRestOfOne(line.value(), name));
    return share && value >= 0 && value < 1
        ? Range.SHARE
        : value >= 0 ? Range.NOT_NEGATIVE : Range.ANY;
  }

  /** Whether it is 1 less a name. */
  private static boolean isRestOfOne(Expression value, String name) {
    return value instanceof Call call
        && call.function().operator().equals(Optional.of("-"))
        && call.arguments().getFirst() instanceof Number number
        && number.value() == 1
        && call.arguments().getLast() instanceof Variable variable
        && variable.name().equals(name);
  }

  /** The functions that texts call and that the file has to bring along. */
  String support(String... texts) {
    StringBuilder support = new StringBuilder();
    Matcher call = Pattern.compile("\\b_\\w+(?=\\()").matcher(String.join("\n", texts));
    call.results()
        .map(result -> result.group())
        .distinct()
        .sorted()
        .flatMap(name -> spellings.support(name).stream())
        .forEach(text -> support.append(text).append("\n\n\n"));
    return support.toString();
  }

  /** The functions that a text calls by a shorter name, with {@code as} between the names. */
  List<String> imports(String text) {
    return Pattern.compile("(?<![\\w.])[a-z]\\w*(?=\\()")
        .matcher(text)
        .results()
        .map(result -> result.group())
        .distinct()
        .sorted()
        .flatMap(name -> spellings.imported(name).map(full -> full + " as " + name).stream())
        .toList();
  }

  /** Whether a body needs the weights, be it for their shape or type. */
  boolean usesWeight(PythonRule rule) {
    Pattern name = Pattern.compile("\\b" + name(program().weight()) + "\\b");
    return rule.lines().stream()
            .anyMatch(line -> line.matrices() || name.matcher(line.text()).find())
        || rule.results().stream().anyMatch(text -> name.matcher(text.text()).find());
  }

  /** Parameters of a function of the rule, perhaps with the weights. */
  String signature(boolean weight) {
    Stream<String> first = weight ? Stream.of(program().weight()) : Stream.empty();
    Stream<String> tensors =
        Stream.concat(
            first, Stream.concat(Stream.of(program().gradient()), program().states().stream()));
    return Stream.concat(tensors.map(names::get), numbers().stream())
        .collect(Collectors.joining(", "));
  }
}
