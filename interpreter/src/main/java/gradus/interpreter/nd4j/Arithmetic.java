package gradus.interpreter.nd4j;

import gradus.grammar.Definition;
import gradus.grammar.Definition.Reducer;
import gradus.grammar.Expression.Call;
import gradus.grammar.Extent;
import gradus.grammar.Interpretation;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Extents;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What calls mean as operations of ND4J. Sums are taken in double precision. */
final class Arithmetic implements Interpretation<Value> {
  private final Shapes shapes;
  private final DataType type;
  private final Map<Kind, Extents> extents = new EnumMap<>(Kind.class);

  Arithmetic(Shapes shapes, DataType type) {
    this.shapes = shapes;
    this.type = type;
  }

  /** Where the tensors of a value lie. */
  Extents extents(Kind kind) {
    return extents.computeIfAbsent(kind, absent -> Extents.of(shapes, absent));
  }

  @Override
  public Value number(double value) {
    return Value.number(value);
  }

  @Override
  public Value call(Call call, List<Value> arguments) {
    Value x = arguments.getFirst();
    Value y = arguments.get(Math.min(1, arguments.size() - 1));
    Value z = arguments.getLast();
    return switch (call.function().definition()) {
      case Definition.Unary f ->
          x.kind().isArray()
              ? new Value(x.kind(), null, Operations.unary(call.function(), f, x.array()))
              : numbers(x.kind(), t -> f.exact().applyAsDouble(x.scalar(t)));
      case Definition.Binary f -> {
        Kind kind = x.kind().join(y.kind());
        if (!kind.isArray()) {
          yield numbers(kind, t -> f.exact().applyAsDouble(x.scalar(t), y.scalar(t)));
        }
        INDArray a = spread(x, kind).array();
        INDArray b = spread(y, kind).array();
        yield new Value(kind, null, Operations.binary(call.function(), f, a, b));
      }
      case Definition.Ternary f -> {
        Kind kind = x.kind().join(y.kind()).join(z.kind());
        if (!kind.isArray()) {
          yield numbers(kind, t -> f.exact().applyAsDouble(x.scalar(t), y.scalar(t), z.scalar(t)));
        }
        INDArray a = spread(x, kind).array();
        INDArray b = spread(y, kind).array();
        yield new Value(kind, null, Operations.ternary(f, a, b, spread(z, kind).array()));
      }
      case Definition.Reduction reduction -> reduce(reduction, x, y);
      case Definition.Count count -> count(count.extent(), x.kind());
      case Definition.Product product -> product(x, y);
      case Definition.Transpose transpose ->
          matrices(Kind.of(x.kind().columns(), x.kind().rows()), t -> matrix(x, t).transpose());
      case Definition.Identity identity ->
          matrices(x.kind(), t -> Nd4j.eye(shapes.rows(x.kind(), t)).castTo(type));
      case Definition.IfMatrix choice -> choose(x, y);
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private Value numbers(Kind kind, java.util.function.IntToDoubleFunction number) {
    double[] values = new double[kind == Kind.NUMBER ? 1 : shapes.tensors()];
    Arrays.setAll(values, number);
    return new Value(kind, values, null);
  }

  /** Zeros; ND4J has no arrays without elements, so there is one at least. */
  Value zeros(Kind kind) {
    return kind.isArray()
        ? new Value(kind, null, Nd4j.zeros(type, Math.max(1, extents(kind).length())))
        : numbers(kind, t -> 0);
  }

  /** The elements of one tensor, as a view; null if there are none. */
  INDArray slice(Kind kind, INDArray array, int tensor) {
    int from = extents(kind).start(tensor);
    int to = extents(kind).start(tensor + 1);
    return from == to ? null : array.get(NDArrayIndex.interval(from, to));
  }

  private INDArray matrix(Value value, int tensor) {
    return slice(value.kind(), value.array(), tensor)
        .reshape(
            'c',
            new long[] {shapes.rows(value.kind(), tensor), shapes.columns(value.kind(), tensor)});
  }

  /** A value as one of a kind that it broadcasts to. */
  Value spread(Value value, Kind kind) {
    if (value.kind() == kind) {
      return value;
    }
    if (!kind.isArray()) {
      return numbers(kind, value::scalar);
    }
    Value result = zeros(kind);
    for (int t = 0; t < shapes.tensors(); t++) {
      INDArray target = slice(kind, result.array(), t);
      if (target == null || value.kind().isForMatrices() && !shapes.isMatrix(t)) {
        continue;
      }
      if (value.kind().isArray()) {
        long[] shape = {shapes.rows(kind, t), shapes.columns(kind, t)};
        target.assign(matrix(value, t).broadcast(shape).reshape('c', new long[] {target.length()}));
      } else {
        target.assign(value.scalar(t));
      }
    }
    return result;
  }

  private interface OfMatrix {
    INDArray of(int tensor);
  }

  /** What is for matrices only is zero in other tensors. */
  private Value matrices(Kind kind, OfMatrix action) {
    Value result = zeros(kind);
    for (int t = 0; t < shapes.tensors(); t++) {
      if (shapes.isMatrix(t) && extents(kind).size(t) > 0) {
        INDArray made = action.of(t).dup('c');
        slice(kind, result.array(), t).assign(made.reshape('c', new long[] {made.length()}));
      }
    }
    return result;
  }

  private Value product(Value x, Value y) {
    Kind kind = Kind.of(x.kind().rows(), y.kind().columns());
    if (kind == Kind.LEAF) {
      return numbers(
          kind, t -> shapes.isMatrix(t) ? matrix(x, t).mmul(matrix(y, t)).getDouble(0) : 0);
    }
    return matrices(kind, t -> matrix(x, t).mmul(matrix(y, t)));
  }

  private Value choose(Value x, Value y) {
    Kind kind = Kind.LEAF.join(x.kind()).join(y.kind());
    if (kind == Kind.LEAF) {
      return numbers(kind, t -> (shapes.isMatrix(t) ? x : y).scalar(t));
    }
    Value result = new Value(kind, null, spread(y, kind).array().dup());
    Value first = spread(x, kind);
    for (int t = 0; t < shapes.tensors(); t++) {
      if (shapes.isMatrix(t) && extents(kind).size(t) > 0) {
        slice(kind, result.array(), t).assign(slice(kind, first.array(), t));
      }
    }
    return result;
  }

  private Value count(Extent extent, Kind kind) {
    Kind result = kind == Kind.NUMBER ? Kind.NUMBER : Kind.LEAF;
    return numbers(
        result,
        t ->
            switch (extent) {
              case ROW -> shapes.isMatrix(t) ? shapes.rows(kind, t) : 0;
              case COLUMN -> shapes.isMatrix(t) ? shapes.columns(kind, t) : 0;
              default -> shapes.size(kind, t);
            });
  }

  private Value reduce(Definition.Reduction reduction, Value x, Value y) {
    Kind kind = reduction.extent().of(x.kind());
    Reducer reducer = reduction.reducer();
    if (kind.isArray()) {
      int dimension = reduction.extent() == Extent.ROW ? 1 : 0;
      return matrices(kind, t -> line(reducer, matrix(x, t), matrix(y, t), dimension));
    }
    if (reduction.extent() != Extent.MODEL || x.kind() == Kind.NUMBER) {
      return numbers(kind, t -> tensor(reducer, x, y, t));
    }
    double total = nothing(reducer);
    for (int t = 0; t < shapes.tensors(); t++) {
      double part = tensor(reducer, x, y, t);
      total = reducer == Reducer.MAXIMUM ? Math.max(total, part) : total + part;
    }
    return Value.number(total);
  }

  private static double nothing(Reducer reducer) {
    return reducer == Reducer.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
  }

  private double tensor(Reducer reducer, Value x, Value y, int tensor) {
    if (!x.kind().isArray()) {
      double value = x.scalar(tensor);
      return reducer == Reducer.SUM_OF_PRODUCTS ? value * y.scalar(tensor) : value;
    }
    INDArray a = slice(x.kind(), x.array(), tensor);
    if (a == null) {
      return nothing(reducer);
    }
    INDArray exact = a.castTo(DataType.DOUBLE);
    return switch (reducer) {
      case SUM -> exact.sumNumber().doubleValue();
      case SUM_OF_PRODUCTS ->
          exact
              .mul(slice(y.kind(), y.array(), tensor).castTo(DataType.DOUBLE))
              .sumNumber()
              .doubleValue();
      case MAXIMUM -> largest(a.toDoubleVector());
    };
  }

  /** ND4J's own maximum forgets NaN. */
  private static double largest(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private INDArray line(Reducer reducer, INDArray x, INDArray y, int dimension) {
    return switch (reducer) {
      case SUM -> x.castTo(DataType.DOUBLE).sum(dimension).castTo(type);
      case SUM_OF_PRODUCTS ->
          x.castTo(DataType.DOUBLE).mul(y.castTo(DataType.DOUBLE)).sum(dimension).castTo(type);
      case MAXIMUM -> {
        INDArray lines = dimension == 1 ? x : x.transpose();
        double[] largest = new double[lines.rows()];
        Arrays.setAll(largest, i -> largest(lines.getRow(i).dup().toDoubleVector()));
        yield Operations.array(largest, type);
      }
    };
  }
}
