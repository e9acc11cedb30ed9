package gradus.interpreter.nodes;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import gradus.grammar.Definition;
import gradus.grammar.Expression.Call;
import gradus.grammar.Function;
import gradus.grammar.Interpretation;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Place;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.grammar.Walk;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a program means as a tree: calls become nodes that leave their result in the work space, and
 * a value is the place where it lies.
 */
public final class TreeBuilder implements Interpretation<Operand> {
  private final Source source;

  /** The language, where each statement becomes a function of its own; else null. */
  private final TruffleLanguage<?> lines;

  private final long kernelAfter;
  private final Places places = new Places();
  private final List<Pending> pending = new ArrayList<>();
  private final List<OperationNode> inputs = new ArrayList<>();
  private final List<StatementNode> statements = new ArrayList<>();
  private final Map<String, Operand> parameters = new LinkedHashMap<>();
  private final Scope.Names visible;
  private boolean whole;

  private TreeBuilder(
      Class<? extends TruffleLanguage<?>> type,
      Source source,
      TruffleLanguage<?> lines,
      long kernelAfter) {
    this.source = source;
    this.kernelAfter = kernelAfter;
    this.lines = lines;
    visible = new Scope.Names(type);
  }

  /**
   * Builds the tree of a program.
   *
   * @param language the language that the tree belongs to
   * @param source the text of the program
   * @param program the program
   * @param lines whether each statement is a function of its own
   * @param kernelAfter after how many weights it goes to the kernel tier; negative for never
   * @param <L> the class of the language
   * @return a root that takes a {@link Memory}
   */
  public static <L extends TruffleLanguage<?>> RuleNode build(
      L language, Source source, Program program, boolean lines, long kernelAfter) {
    @SuppressWarnings("unchecked")
    Class<? extends TruffleLanguage<?>> type =
        (Class<? extends TruffleLanguage<?>>) language.getClass();
    return new TreeBuilder(type, source, lines ? language : null, kernelAfter)
        .root(language, program);
  }

  private RuleNode root(TruffleLanguage<?> language, Program program) {
    Kinds kinds = Kinds.of(program);
    parameters(program, kinds);
    for (int i = 0; i < program.statements().size(); i++) {
      places.of(program.statements().get(i).target(), kinds.statement(i));
    }
    parameters.forEach(visible::add);
    Map<String, Operand> names = Walk.fold(program, this, parameters);
    List<OperationNode> outputs = new ArrayList<>();
    List<OperationNode> last = new ArrayList<>();
    places.startStatement();
    Operand update = spread(names.get(program.update()), Kind.TENSOR, outputs);
    for (int i = 0; i < program.states().size(); i++) {
      String state = program.states().get(i);
      Kind kind = kinds.input(state);
      if (kind.isArray()) {
        outputs.add(OutputNode.array(spread(names.get(state), kind, outputs), i));
      } else {
        last.add(OutputNode.small(names.get(state), kind, i));
      }
    }
    outputs.add(OutputNode.update(update, places.fresh(Kind.TENSOR)));
    return new RuleNode(
        language,
        program.name(),
        source.createSection(0, source.getLength()),
        new Needs(places.count(), whole),
        new Tiers(program, lines == null ? kernelAfter : -1),
        inputs.toArray(OperationNode[]::new),
        statements.toArray(StatementNode[]::new),
        outputs.toArray(OperationNode[]::new),
        last.toArray(OperationNode[]::new));
  }

  private void parameters(Program program, Kinds kinds) {
    Set<String> assigned =
        program.statements().stream().map(Statement::target).collect(Collectors.toSet());
    borrowed(program.weight(), Inputs.WEIGHTS, assigned);
    borrowed(program.gradient(), Inputs.GRADIENTS, assigned);
    for (int i = 0; i < program.states().size(); i++) {
      String state = program.states().get(i);
      Kind kind = kinds.input(state);
      if (kind.isArray()) {
        array(state, Operand.input(kind, Inputs.STATES + i));
      } else {
        Operand place = places.of(state, kind);
        parameters.put(state, place);
        inputs.add(InputNode.small(i, place));
      }
    }
    number(program.rate(), Memory::rate);
    program.step().ifPresent(step -> number(step, Memory::number));
    int index = 0;
    for (String name : program.hyperparameters().keySet()) {
      int hyperparameter = index++;
      number(name, memory -> memory.hyperparameter(hyperparameter));
    }
  }

  /** What belongs to the trainer is not written to: a name that is gets a copy. */
  private void borrowed(String name, int index, Set<String> assigned) {
    Operand input = Operand.input(Kind.TENSOR, index);
    if (!assigned.contains(name)) {
      array(name, input);
      return;
    }
    Operand place = places.of(name, Kind.TENSOR);
    parameters.put(name, place);
    inputs.add(InputNode.array(index));
    inputs.add(new CopyNode(input, place));
  }

  private void array(String name, Operand input) {
    places.put(name, input);
    parameters.put(name, input);
    whole |= input.kind().isForMatrices();
    inputs.add(InputNode.array(input.index()));
  }

  private void number(String name, ToDoubleFunction<Memory> memory) {
    Operand place = places.of(name, Kind.NUMBER);
    parameters.put(name, place);
    inputs.add(InputNode.number(memory, place));
  }

  /** A value as one of a kind; what has fewer elements is broadcast into a new place. */
  private Operand spread(Operand value, Kind kind, List<OperationNode> nodes) {
    if (value.kind() == kind) {
      return value;
    }
    Operand target = places.fresh(kind);
    whole |= value.kind().isForMatrices();
    nodes.add(new CopyNode(value, target));
    return target;
  }

  @Override
  public Operand number(double value) {
    return Operand.literal(value);
  }

  @Override
  public Operand call(Call call, List<Operand> arguments) {
    if (pending.isEmpty()) {
      places.startStatement();
    }
    Function function = call.function();
    Definition definition = function.definition();
    arguments.forEach(argument -> whole |= Operations.needsAll(definition, argument.kind()));
    Kind kind = Operations.kind(definition, arguments.stream().map(Operand::kind).toList());
    List<Operand> fitted =
        arguments.stream()
            .map(x -> Operations.mustFit(definition, x.kind()) ? same(x, kind) : x)
            .toList();
    return emit(function, fitted, kind);
  }

  private Operand emit(Function function, List<Operand> operands, Kind kind) {
    Operand result = places.fresh(kind);
    pending.add(new Pending(function, operands, result));
    return result;
  }

  /** What has fewer elements than it needs is broadcast first. */
  private Operand same(Operand value, Kind kind) {
    if (value.kind() == kind || !kind.isArray()) {
      return value;
    }
    whole |= value.kind().isForMatrices();
    return emit(null, List.of(value), kind);
  }

  /** The last operation of a statement leaves its result where the name lies, if it may. */
  @Override
  public Operand assign(Statement statement, Operand value) {
    Operand target = places.of(statement.target(), value.kind());
    List<OperationNode> nodes = new ArrayList<>();
    if (!RecipeWriter.common(pending, value, target, nodes)) {
      boolean copy = true;
      for (Pending next : pending) {
        boolean last =
            next == pending.getLast() && next.result().equals(value) && next.mayGoTo(target);
        nodes.add(next.node(last ? target : next.result()));
        copy &= !last;
      }
      if (copy) {
        nodes.add(new CopyNode(value, target));
      }
    }
    pending.clear();
    SourceSection section = section(statement.place());
    OperationNode[] operations = nodes.toArray(OperationNode[]::new);
    if (lines != null && section.isAvailable()) {
      String name = "line " + section.getStartLine() + ", " + statement.target();
      operations = new OperationNode[] {new LineNode(lines, name, section, operations)};
    }
    statements.add(new StatementNode(operations, section, visible, visible.size()));
    visible.add(statement.target(), target);
    return target;
  }

  private SourceSection section(Place place) {
    boolean known = place.line() > 0 && place.line() <= source.getLineCount();
    return known ? source.createSection(place.line()) : source.createUnavailableSection();
  }
}
