package gradus.interpreter.nd4j;

import gradus.grammar.Definition;
import gradus.grammar.Function;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The ND4J operation of each elementwise function. A function that is not named here, because ND4J
 * has no such operation or a wrong one, is computed from its row on the host: so a new row runs at
 * once.
 *
 * <p>Wrong is, in ND4J 1.0.0-M2.1, the {@code tanh} of small floats, for example. A test compares
 * each operation that is named here with the oracle, on ordinary and on special values.
 */
final class Operations {
  private static final Map<String, UnaryOperator<INDArray>> UNARY =
      Map.ofEntries(
          Map.entry("negative", INDArray::neg),
          Map.entry("abs", x -> Transforms.abs(x, true)),
          Map.entry("sqrt", x -> Transforms.sqrt(x, true)),
          Map.entry("exp", x -> Transforms.exp(x, true)),
          Map.entry("log", x -> Transforms.log(x, true)),
          Map.entry("sin", x -> Transforms.sin(x, true)),
          Map.entry("cos", x -> Transforms.cos(x, true)),
          Map.entry("arcsin", x -> Transforms.asin(x, true)),
          Map.entry("arccos", x -> Transforms.acos(x, true)),
          Map.entry("arctan", x -> Transforms.atan(x, true)));

  private static final Map<String, BinaryOperator<INDArray>> BINARY =
      Map.ofEntries(
          Map.entry("add", INDArray::add),
          Map.entry("subtract", INDArray::sub),
          Map.entry("multiply", INDArray::mul),
          Map.entry("divide", INDArray::div));

  private Operations() {}

  /** A new array with the function of each element. */
  static INDArray unary(Function function, Definition.Unary definition, INDArray x) {
    UnaryOperator<INDArray> operation = UNARY.get(function.name());
    if (operation != null) {
      return operation.apply(x);
    }
    return map(x, i -> definition.exact().applyAsDouble(x.getDouble(i)));
  }

  /** A new array with the function of each pair of elements. */
  static INDArray binary(Function function, Definition.Binary definition, INDArray x, INDArray y) {
    BinaryOperator<INDArray> operation = BINARY.get(function.name());
    if (operation != null) {
      return operation.apply(x, y);
    }
    double[] a = x.toDoubleVector();
    double[] b = y.toDoubleVector();
    return map(x, i -> definition.exact().applyAsDouble(a[i], b[i]));
  }

  /** A new array with the function of each triple of elements. */
  static INDArray ternary(Definition.Ternary definition, INDArray x, INDArray y, INDArray z) {
    double[] a = x.toDoubleVector();
    double[] b = y.toDoubleVector();
    double[] c = z.toDoubleVector();
    return map(x, i -> definition.exact().applyAsDouble(a[i], b[i], c[i]));
  }

  private static INDArray map(INDArray like, java.util.function.IntToDoubleFunction element) {
    double[] values = new double[(int) like.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = element.applyAsDouble(i);
    }
    return array(values, like.dataType());
  }

  /** A flat array of these elements. */
  static INDArray array(double[] values, DataType type) {
    return Nd4j.createFromArray(values).castTo(type);
  }
}
