package gradus.interpreter;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.memory.Memory;
import gradus.interpreter.nodes.Listing;
import gradus.interpreter.training.FlatModel;
import gradus.interpreter.training.Tensors;
import java.util.List;

/**
 * A program with a state of its own, as a polyglot value. Executing it with weights, gradients and
 * a learning rate runs one step and changes the weights in place; both are an array of numbers, or
 * an array with one such array for each tensor, nested as the tensor is. Its members are the
 * hyperparameters, and writing them sets them.
 */
@ExportLibrary(InteropLibrary.class)
final class Training implements TruffleObject {

  private final Rule rule;
  private final double[] hyperparameters;
  private Memory memory;
  private FlatModel model;

  Training(Rule rule) {
    this.rule = rule;
    hyperparameters =
        rule.program().hyperparameters().values().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
  }

  /** A training of a model whose tensors are known. */
  Training(Rule rule, Shapes shapes) {
    this(rule);
    begin(shapes);
  }

  private void begin(Shapes shapes) {
    Program program = rule.program();
    Kinds kinds = Kinds.of(program);
    try {
      kinds.check(program.name(), shapes);
      memory = new Memory(shapes, new Crew(1));
    } catch (ProgramException | IllegalArgumentException e) {
      throw new StepException(e.getMessage());
    }
    List<Kind> states = program.states().stream().map(kinds::input).toList();
    memory.reset(states, hyperparameters);
    model = FlatModel.of(shapes, memory.extents());
  }

  @ExportMessage
  boolean isExecutable() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object execute(Object[] arguments) throws ArityException, UnsupportedTypeException {
    if (arguments.length != 3) {
      throw ArityException.create(3, 3, arguments.length);
    }
    double rate = ForeignTensors.number(arguments[2]);
    Tensors weights = ForeignTensors.of(arguments[0]);
    Tensors gradients = ForeignTensors.of(arguments[1]);
    try {
      if (memory == null) {
        begin(FlatModel.shapes(weights, gradients));
      }
      model.read(weights, gradients);
    } catch (IllegalArgumentException e) {
      throw new StepException(e.getMessage());
    }
    memory.next(model.weights, model.gradients, rate);
    if (!memory.step()) {
      rule.target().call(memory);
    }
    model.write(weights);
    return this;
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object getMembers(boolean internal) {
    return new Listing(names());
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberReadable(String member) {
    return names().contains(member);
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberModifiable(String member) {
    return names().contains(member);
  }

  @ExportMessage
  boolean isMemberInsertable(String member) {
    return false;
  }

  @ExportMessage
  @TruffleBoundary
  Object readMember(String member) throws UnknownIdentifierException {
    return hyperparameters[index(member)];
  }

  @ExportMessage
  @TruffleBoundary
  void writeMember(String member, Object value)
      throws UnknownIdentifierException, UnsupportedTypeException {
    hyperparameters[index(member)] = ForeignTensors.number(value);
  }

  private int index(String member) throws UnknownIdentifierException {
    int index = names().indexOf(member);
    if (index < 0) {
      throw UnknownIdentifierException.create(member);
    }
    return index;
  }

  private List<String> names() {
    return List.copyOf(rule.program().hyperparameters().keySet());
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(boolean sideEffects) {
    return "training with " + rule.program().name();
  }
}
