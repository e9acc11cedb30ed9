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
import gradus.interpreter.memory.Loops;
import gradus.interpreter.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a program means as a tree: calls become nodes that leave their result in the work space, and
 * a value is the place where it lies.
 *
 * <p>A name keeps its place for all its assignments. Temporaries live within one statement.
 */
public final class TreeBuilder implements Interpretation<Operand> {
  /** A node that still waits for the place of its result. */
  private record Pending(Operand result, IntFunction<OperationNode> node) {}

  private final Source source;
  private final Map<String, Operand> places = new HashMap<>();
  private final int[] named = new int[Kind.values().length];
  private final int[] used = new int[Kind.values().length];
  private final int[] most = new int[Kind.values().length];
  private final List<Pending> pending = new ArrayList<>();
  private final List<OperationNode> inputs = new ArrayList<>();
  private final List<StatementNode> statements = new ArrayList<>();
  private boolean whole;

  private TreeBuilder(Source source) {
    this.source = source;
  }

  /**
   * Builds the tree of a program.
   *
   * @param language the language that the tree belongs to
   * @param source the text of the program
   * @param program the program
   * @return a root that takes a {@link Memory}
   */
  public static RuleNode build(TruffleLanguage<?> language, Source source, Program program) {
    return new TreeBuilder(source).root(language, program);
  }

  private RuleNode root(TruffleLanguage<?> language, Program program) {
    Kinds kinds = Kinds.of(program);
    Map<String, Operand> parameters = parameters(program, kinds);
    reservePlaces(program, kinds);
    Map<String, Operand> names = Walk.fold(program, this, parameters);
    List<OperationNode> outputs = new ArrayList<>();
    List<OperationNode> last = new ArrayList<>();
    startStatement();
    Operand update = spread(names.get(program.update()), outputs);
    int tensor = 0;
    int small = 0;
    for (String state : program.states()) {
      Kind kind = kinds.input(state);
      if (kind == Kind.TENSOR) {
        int index = tensor++;
        Operand value = spread(names.get(state), outputs);
        outputs.add(OutputNode.tensor(value, memory -> memory.tensorState(index)));
      } else {
        last.add(OutputNode.small(names.get(state), kind, small++));
      }
    }
    outputs.add(OutputNode.update(update, fresh(Kind.TENSOR).index()));
    return new RuleNode(
        language,
        program.name(),
        source.createSection(0, source.getLength()),
        new RuleNode.WorkSpace(
            most[Kind.TENSOR.ordinal()],
            most[Kind.LEAF.ordinal()],
            most[Kind.NUMBER.ordinal()],
            whole),
        inputs.toArray(OperationNode[]::new),
        statements.toArray(StatementNode[]::new),
        outputs.toArray(OperationNode[]::new),
        last.toArray(OperationNode[]::new));
  }

  private Map<String, Operand> parameters(Program program, Kinds kinds) {
    Map<String, Operand> names = new LinkedHashMap<>();
    Operand weight = place(program.weight(), Kind.TENSOR);
    inputs.add(InputNode.tensor(Memory::weights, weight.index()));
    names.put(program.weight(), weight);
    Operand gradient = place(program.gradient(), Kind.TENSOR);
    inputs.add(InputNode.tensor(Memory::gradients, gradient.index()));
    names.put(program.gradient(), gradient);
    int tensor = 0;
    int small = 0;
    for (String state : program.states()) {
      Operand target = place(state, kinds.input(state));
      if (target.kind() == Kind.TENSOR) {
        int index = tensor++;
        inputs.add(InputNode.tensor(memory -> memory.tensorState(index), target.index()));
      } else {
        inputs.add(InputNode.small(small++, target));
      }
      names.put(state, target);
    }
    Operand rate = place(program.rate(), Kind.NUMBER);
    inputs.add(InputNode.number(Memory::rate, rate.index()));
    names.put(program.rate(), rate);
    if (program.step().isPresent()) {
      Operand step = place(program.step().get(), Kind.NUMBER);
      inputs.add(InputNode.number(Memory::step, step.index()));
      names.put(program.step().get(), step);
    }
    program.hyperparameters().forEach((name, value) -> names.put(name, Operand.literal(value)));
    return names;
  }

  /** Gives every assigned name its place before the first temporary is handed out. */
  private void reservePlaces(Program program, Kinds kinds) {
    for (int i = 0; i < program.statements().size(); i++) {
      place(program.statements().get(i).target(), kinds.statements().get(i));
    }
  }

  private Operand place(String name, Kind kind) {
    return places.computeIfAbsent(name + ' ' + kind, absent -> Operand.at(kind, take(kind, named)));
  }

  private int take(Kind kind, int[] counters) {
    int index = counters[kind.ordinal()]++;
    most[kind.ordinal()] = Math.max(most[kind.ordinal()], index + 1);
    return index;
  }

  private void startStatement() {
    System.arraycopy(named, 0, used, 0, used.length);
  }

  private Operand fresh(Kind kind) {
    return Operand.at(kind, take(kind, used));
  }

  /** The elements of a value, in a buffer; what has fewer is broadcast into a new one. */
  private Operand spread(Operand value, List<OperationNode> nodes) {
    if (value.kind() == Kind.TENSOR) {
      return value;
    }
    Operand target = fresh(Kind.TENSOR);
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
      startStatement();
    }
    Function function = call.function();
    Operand x = arguments.getFirst();
    Operand y = arguments.getLast();
    Kind kind = x.kind().join(y.kind());
    return switch (function.definition()) {
      case Definition.Unary unary -> emit(kind, target -> unary(function, unary, x, target));
      case Definition.Binary binary -> emit(kind, target -> binary(function, binary, x, y, target));
      case Definition.SumOfProducts sum -> {
        whole |= kind == Kind.TENSOR;
        Kind result = sum.extent().meet(kind);
        yield emit(result, target -> new SumNode(result, x, y, target));
      }
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private Operand emit(Kind kind, IntFunction<OperationNode> node) {
    Operand result = fresh(kind);
    pending.add(new Pending(result, node));
    return result;
  }

  private static OperationNode unary(
      Function function, Definition.Unary unary, Operand x, int target) {
    return switch (x.kind()) {
      case NUMBER -> NumberNode.unary(unary.exact(), x, target);
      case LEAF -> LeafNode.unary(unary.exact(), x, target);
      case TENSOR -> new TensorUnaryNode(Loops.unary(function), x, target);
    };
  }

  private static OperationNode binary(
      Function function, Definition.Binary binary, Operand x, Operand y, int target) {
    return switch (x.kind().join(y.kind())) {
      case NUMBER -> NumberNode.binary(binary.exact(), x, y, target);
      case LEAF -> LeafNode.binary(binary.exact(), x, y, target);
      case TENSOR ->
          x.kind() == y.kind()
              ? new TensorBinaryNode(Loops.binary(function), x, y, target)
              : new ScalingNode(Loops.binary(function), x, y, target);
    };
  }

  /** The last operation of a statement leaves its result where the name lies. */
  @Override
  public Operand assign(Statement statement, Operand value) {
    Operand target = place(statement.target(), value.kind());
    List<OperationNode> nodes = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      Pending next = pending.get(i);
      boolean final_ = i == pending.size() - 1 && next.result().equals(value);
      nodes.add(next.node().apply(final_ ? target.index() : next.result().index()));
    }
    if (pending.isEmpty() || !pending.getLast().result().equals(value)) {
      nodes.add(new CopyNode(value, target));
    }
    pending.clear();
    statements.add(
        new StatementNode(nodes.toArray(OperationNode[]::new), section(statement.place())));
    return target;
  }

  private SourceSection section(Place place) {
    boolean known = place.line() > 0 && place.line() <= source.getLineCount();
    return known ? source.createSection(place.line()) : source.createUnavailableSection();
  }
}
