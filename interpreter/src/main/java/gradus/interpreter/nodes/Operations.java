package gradus.interpreter.nodes;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Loops;
import java.util.List;

/** The node of a call, chosen by what the function is and by the kinds of its operands. */
final class Operations {
  private Operations() {}

  /** What a call gives, of arguments of some kinds. */
  static Kind kind(Definition definition, List<Kind> arguments) {
    Kind x = arguments.getFirst();
    Kind y = arguments.get(Math.min(1, arguments.size() - 1));
    return switch (definition) {
      case Definition.Reduction reduction -> reduction.extent().of(x);
      case Definition.Count count -> x == Kind.NUMBER ? Kind.NUMBER : Kind.LEAF;
      case Definition.Product product -> Kind.of(x.rows(), y.columns());
      case Definition.Transpose transpose -> Kind.of(x.columns(), x.rows());
      case Definition.Identity identity -> x;
      case Definition.IfMatrix choice -> Kind.LEAF.join(x).join(y);
      default -> arguments.stream().reduce(Kind::join).orElseThrow();
    };
  }

  /** Whether a function is applied element by element, so that arrays must be of one kind. */
  static boolean isElementwise(Definition definition) {
    return definition instanceof Definition.Unary
        || definition instanceof Definition.Binary
        || definition instanceof Definition.Ternary;
  }

  /** Whether an argument must be of the kind of the result, where that has arrays. */
  static boolean mustFit(Definition definition, Kind argument) {
    return definition instanceof Definition.Ternary
        || definition instanceof Definition.IfMatrix
        || isElementwise(definition) && argument.isArray();
  }

  /** Whether the result must not lie where an argument does. */
  static boolean apart(Definition definition) {
    return definition instanceof Definition.Product || definition instanceof Definition.Transpose;
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

  /** The node of a call whose arguments fit; see {@link #mustFit}. */
  static OperationNode node(Function function, List<Operand> operands, Operand target) {
    Operand x = operands.getFirst();
    Operand y = operands.get(Math.min(1, operands.size() - 1));
    Operand z = operands.getLast();
    return switch (function.definition()) {
      case Definition.Unary f -> unary(function, f, x, target);
      case Definition.Binary f -> binary(function, f, x, y, target);
      case Definition.Ternary f ->
          target.kind().isArray()
              ? ElementsNode.ternary(Loops.ternary(function), x, y, z, target)
              : new SmallTernaryNode(f.exact(), x, y, z, target);
      case Definition.Reduction reduction -> new ReductionNode(reduction, x, y, target);
      case Definition.Count count -> MatrixNode.count(count.extent(), x.kind(), target);
      case Definition.Product product -> MatrixNode.product(x, y, target);
      case Definition.Transpose transpose -> MatrixNode.transpose(x, target);
      case Definition.Identity identity -> MatrixNode.identity(target);
      case Definition.IfMatrix choice -> MatrixNode.ifMatrix(x, y, target);
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private static OperationNode unary(
      Function function, Definition.Unary unary, Operand x, Operand target) {
    return switch (target.kind()) {
      case NUMBER -> NumberNode.unary(unary.exact(), x, target.index());
      case LEAF -> LeafNode.unary(unary.exact(), x, target.index());
      default -> ElementsNode.unary(Loops.unary(function), x, target);
    };
  }

  private static OperationNode binary(
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
}
