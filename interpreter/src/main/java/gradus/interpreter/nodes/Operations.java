package gradus.interpreter.nodes;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Loops;
import java.util.List;

/** The node of a call, chosen by what the function is and by the kinds of its operands. */
final class Operations {
  private Operations() {}

  static OperationNode unary(Function function, Definition.Unary unary, Operand x, Operand target) {
    return switch (target.kind()) {
      case NUMBER -> NumberNode.unary(unary.exact(), x, target.index());
      case LEAF -> LeafNode.unary(unary.exact(), x, target.index());
      default -> ElementsNode.unary(Loops.unary(function), x, target);
    };
  }

  /** Operands with arrays are of the kind of the target. */
  static OperationNode binary(
      Function function, Definition.Binary binary, Operand x, Operand y, Operand target) {
    return switch (target.kind()) {
      case NUMBER -> NumberNode.binary(binary.exact(), x, y, target.index());
      case LEAF -> LeafNode.binary(binary.exact(), x, y, target.index());
      default ->
          x.kind() == y.kind()
              ? ElementsNode.binary(Loops.binary(function), x, y, target)
              : new ScalingNode(Loops.binary(function), x, y, target);
    };
  }

  /** Operands are of the kind of the target, where that has arrays. */
  static OperationNode ternary(
      Function function, Definition.Ternary ternary, List<Operand> operands, Operand target) {
    Operand x = operands.get(0);
    Operand y = operands.get(1);
    Operand z = operands.get(2);
    return target.kind().isArray()
        ? ElementsNode.ternary(Loops.ternary(function), x, y, z, target)
        : new SmallTernaryNode(ternary.exact(), x, y, z, target);
  }

  /** Whether a definition sees more than one element of an array at once. */
  static boolean needsAll(Definition definition, Kind operands) {
    return switch (definition) {
      case Definition.Reduction reduction -> operands.isArray();
      case Definition.Product product -> true;
      case Definition.Transpose transpose -> true;
      default -> operands.isForMatrices();
    };
  }
}
