package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.FusedNumbers;
import gradus.interpreter.memory.FusedNumbers.Numbers;
import gradus.interpreter.memory.FusedNumbers.Source;
import gradus.interpreter.memory.Memory;
import java.util.List;

/** Computes single numbers that follow one another, in one method. */
final class NumbersNode extends OperationNode {
  private final Numbers numbers;

  private NumbersNode(Numbers numbers) {
    this.numbers = numbers;
  }

  /** Whether a value can be computed so. */
  static boolean takes(Value value) {
    return value.kind == Kind.NUMBER
        && value.definition != null
        && Operations.isElementwise(value.definition);
  }

  static NumbersNode of(List<Value> values) {
    return new NumbersNode(
        FusedNumbers.of(
            values.stream()
                .map(value ->
                    new FusedNumbers.Call(
                        value.definition,
                        value.arguments.stream().map(NumbersNode::source).toList(),
                        value.place.index()))
                .toList()));
  }

  private static Source source(Value value) {
    return value.place.isLiteral()
        ? new Source.Literal(value.place.value())
        : new Source.Place(value.place.index());
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    numbers.apply(memory.space().numbers());
  }
}
