package gradus.interpreter.nodes;

import gradus.grammar.Function;
import java.util.List;

/** An operation whose result may still go to another place; without a function it copies. */
record Pending(Function function, List<Operand> operands, Operand result) {
  boolean isFused() {
    return function != null
        && result.kind().isArray()
        && Operations.isElementwise(function.definition());
  }

  boolean readsArrays() {
    return operands.stream().anyMatch(operand -> operand.kind().isArray());
  }

  /** Whether its result may lie at a place. */
  boolean mayGoTo(Operand target) {
    return function == null
        || !Operations.apart(function.definition())
        || !operands.contains(target);
  }

  OperationNode node(Operand target) {
    return function == null
        ? new CopyNode(operands.getFirst(), target)
        : Operations.node(function, operands, target);
  }
}
