package gradus.search;

import gradus.grammar.Definition;
import gradus.grammar.Definition.Reducer;
import gradus.grammar.Expression.Call;
import gradus.grammar.Extent;
import gradus.grammar.Interpretation;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import java.util.List;

/**
 * Running error analysis: the exact value of everything, and how far a machine of some precision
 * may be from it. An error comes in where a result is rounded, and is carried through a function by
 * evaluating it at the ends of what its arguments may be. So a jump, as of {@code sign} near zero,
 * makes the error as large as it is, there and nowhere else.
 */
final class ErrorBounds implements Interpretation<ErrorBounds.Value> {
  /**
   * A value.
   *
   * @param kind its kind
   * @param exact by tensor and element
   * @param error how far off; infinite or NaN where nothing is promised
   */
  record Value(Kind kind, double[][] exact, double[][] error) {}

  private final Shapes shapes;
  private final double unit;
  private final double largest;
  private final double smallest;

  private ErrorBounds(Shapes shapes, double unit, double largest, double smallest) {
    this.shapes = shapes;
    this.unit = unit;
    this.largest = largest;
    this.smallest = smallest;
  }

  /** For arrays of floats; sums are taken in double precision. */
  static ErrorBounds floats(Shapes shapes) {
    return new ErrorBounds(shapes, 0x1p-24, 1e37, 1e-44);
  }

  /** For doubles, whose functions may be wrong in the last digits. */
  static ErrorBounds doubles(Shapes shapes) {
    return new ErrorBounds(shapes, 0x1p-50, 1e300, 1e-320);
  }

  private interface Element {
    void at(int tensor, int row, int column, double[] result);
  }

  @Override
  public Value number(double value) {
    return new Value(Kind.NUMBER, new double[][] {{value}}, new double[][] {{0}});
  }

  @Override
  public Value call(Call call, List<Value> arguments) {
    Value x = arguments.getFirst();
    Value y = arguments.get(Math.min(1, arguments.size() - 1));
    Value z = arguments.getLast();
    return switch (call.function().definition()) {
      case Definition.Unary f ->
          map(x.kind(), (t, r, c, out) -> corners(f.exact()::applyAsDouble, at(x, t, r, c), out));
      case Definition.Binary f ->
          map(
              x.kind().join(y.kind()),
              (t, r, c, out) -> {
                double[] b = at(y, t, r, c);
                corners(f.exact(), at(x, t, r, c), b, out);
              });
      case Definition.Ternary f ->
          map(
              x.kind().join(y.kind()).join(z.kind()),
              (t, r, c, out) -> {
                double[] a = at(x, t, r, c);
                double[] b = at(y, t, r, c);
                double[] e = at(z, t, r, c);
                corners(f.exact(), a, b, e, out);
              });
      case Definition.Reduction reduction -> reduce(reduction, x, y);
      case Definition.Count count -> count(count.extent(), x.kind());
      case Definition.Product product -> product(x, y);
      case Definition.Transpose transpose ->
          matrices(
              Kind.of(x.kind().columns(), x.kind().rows()),
              (t, r, c, out) -> copy(at(x, t, c, r), out));
      case Definition.Identity identity ->
          matrices(x.kind(), (t, r, c, out) -> out[0] = r == c ? 1 : 0);
      case Definition.IfMatrix choice ->
          map(
              Kind.LEAF.join(x.kind()).join(y.kind()),
              (t, r, c, out) -> copy(at(shapes.isMatrix(t) ? x : y, t, r, c), out));
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private static void copy(double[] from, double[] to) {
    to[0] = from[0];
    to[1] = from[1];
  }

  private static void corners(java.util.function.DoubleUnaryOperator f, double[] a, double[] out) {
    out[0] = f.applyAsDouble(a[0]);
    carry(out, a);
    for (int i = -1; i <= 1; i += 2) {
      widen(out, f.applyAsDouble(a[0] + i * a[1]));
    }
  }

  private static void corners(
      java.util.function.DoubleBinaryOperator f, double[] a, double[] b, double[] out) {
    out[0] = f.applyAsDouble(a[0], b[0]);
    carry(out, a, b);
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        widen(out, f.applyAsDouble(a[0] + i * a[1], b[0] + j * b[1]));
      }
    }
    // Between its ends a difference may be zero, and a quotient anything.
    if (Math.abs(b[0]) <= b[1]) {
      widen(out, f.applyAsDouble(a[0], 0));
    }
  }

  private static void corners(
      Definition.DoubleTernary f, double[] a, double[] b, double[] c, double[] out) {
    out[0] = f.applyAsDouble(a[0], b[0], c[0]);
    carry(out, a, b, c);
    for (int i = 0; i < 27; i++) {
      double x = a[0] + (i % 3 - 1) * a[1];
      double y = b[0] + (i / 3 % 3 - 1) * b[1];
      widen(out, f.applyAsDouble(x, y, c[0] + (i / 9 - 1) * c[1]));
    }
    if (Math.abs(a[0]) <= a[1]) {
      widen(out, f.applyAsDouble(0, b[0], c[0]));
    }
  }

  /** Nothing is promised of what is made from something of which nothing is. */
  private static void carry(double[] out, double[]... arguments) {
    for (double[] argument : arguments) {
      if (!Double.isFinite(argument[1])) {
        out[1] = Double.NaN;
      }
    }
  }

  /** Nothing is promised where one end is a number and another is none. */
  private static void widen(double[] out, double other) {
    if (Double.compare(out[0], other) != 0) {
      out[1] = Math.max(out[1], Math.abs(out[0] - other));
    }
  }

  /** Exact value and error that a position sees. */
  private double[] at(Value value, int tensor, int row, int column) {
    Kind kind = value.kind();
    if (kind == Kind.NUMBER) {
      return new double[] {value.exact()[0][0], value.error()[0][0]};
    }
    if (kind.isForMatrices() && !shapes.isMatrix(tensor)) {
      return new double[2];
    }
    int r = kind.rows() == Kind.Side.ONE ? 0 : row;
    int c = kind.columns() == Kind.Side.ONE ? 0 : column;
    int i = r * shapes.columns(kind, tensor) + c;
    return new double[] {value.exact()[tensor][i], value.error()[tensor][i]};
  }

  /** A value whose elements are computed and rounded. */
  private Value map(Kind kind, Element element) {
    double[][] exact = new double[kind == Kind.NUMBER ? 1 : shapes.tensors()][];
    double[][] error = new double[exact.length][];
    double[] out = new double[2];
    for (int t = 0; t < exact.length; t++) {
      int columns = shapes.columns(kind, t);
      exact[t] = new double[shapes.size(kind, t)];
      error[t] = new double[exact[t].length];
      for (int i = 0; i < exact[t].length; i++) {
        out[0] = 0;
        out[1] = 0;
        element.at(t, i / columns, i % columns, out);
        exact[t][i] = out[0];
        error[t][i] = rounded(out[0], out[1]);
      }
    }
    return new Value(kind, exact, error);
  }

  private double rounded(double exact, double error) {
    if (Math.abs(exact) + error > largest) {
      return Double.POSITIVE_INFINITY;
    }
    return Double.isNaN(exact) ? error : error + unit * (Math.abs(exact) + error) + smallest;
  }

  private Value matrices(Kind kind, Element element) {
    return map(
        kind,
        (t, r, c, out) -> {
          if (shapes.isMatrix(t)) {
            element.at(t, r, c, out);
          }
        });
  }

  /** Zeros, exactly, as states are at first. */
  Value zero(Kind kind) {
    Value value = map(kind, (t, r, c, out) -> {});
    return new Value(kind, value.exact(), value.exact());
  }

  Value spread(Value value, Kind kind) {
    return map(kind, (t, r, c, out) -> copy(at(value, t, r, c), out));
  }

  /** Numbers as they are given, rounded once. */
  Value inputs(double[][] values) {
    return map(
        Kind.TENSOR, (t, r, c, out) -> out[0] = values[t][r * shapes.columns(Kind.TENSOR, t) + c]);
  }

  private Value reduce(Definition.Reduction reduction, Value x, Value y) {
    Kind kind = reduction.extent().of(x.kind());
    double nothing = reduction.reducer() == Reducer.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
    Value result = map(kind, (t, r, c, out) -> out[0] = nothing);
    for (double[] errors : result.error()) {
      java.util.Arrays.fill(errors, 0);
    }
    for (int t = 0; t < x.exact().length; t++) {
      int target = kind == Kind.NUMBER ? 0 : t;
      int columns = shapes.columns(x.kind(), t);
      for (int i = 0; i < x.exact()[t].length; i++) {
        int index =
            switch (reduction.extent()) {
              case ROW -> i / columns;
              case COLUMN -> i % columns;
              default -> 0;
            };
        if (index < result.exact()[target].length) {
          add(reduction.reducer(), x, y, t, i, result, target, index);
        }
      }
    }
    return map(kind, (t, r, c, out) -> copy(at(result, t, r, c), out));
  }

  private void add(
      Reducer reducer, Value x, Value y, int t, int i, Value result, int target, int index) {
    double a = x.exact()[t][i];
    double e = x.error()[t][i];
    double[] exact = result.exact()[target];
    double[] error = result.error()[target];
    if (reducer == Reducer.MAXIMUM) {
      exact[index] = Math.max(exact[index], a);
      error[index] = Math.max(error[index], e);
      return;
    }
    double b = reducer == Reducer.SUM ? 1 : y.exact()[t][i];
    double f = reducer == Reducer.SUM ? 0 : y.error()[t][i];
    exact[index] += a * b;
    // Sums in another order: a few units of each term, in double precision.
    error[index] += Math.abs(a) * f + Math.abs(b) * e + e * f + 0x1p-48 * Math.abs(a * b);
  }

  private Value count(Extent extent, Kind kind) {
    Kind result = kind == Kind.NUMBER ? Kind.NUMBER : Kind.LEAF;
    return switch (extent) {
      case ROW -> matrices(result, (t, r, c, out) -> out[0] = shapes.rows(kind, t));
      case COLUMN -> matrices(result, (t, r, c, out) -> out[0] = shapes.columns(kind, t));
      default -> map(result, (t, r, c, out) -> out[0] = shapes.size(kind, t));
    };
  }

  private Value product(Value x, Value y) {
    return matrices(
        Kind.of(x.kind().rows(), y.kind().columns()),
        (t, r, c, out) -> {
          int inner = shapes.columns(x.kind(), t);
          for (int k = 0; k < inner; k++) {
            double[] a = at(x, t, r, k);
            double[] b = at(y, t, k, c);
            out[0] += a[0] * b[0];
            double rounding = unit * inner * Math.abs(a[0] * b[0]) + smallest;
            out[1] += Math.abs(a[0]) * b[1] + Math.abs(b[0]) * a[1] + a[1] * b[1] + rounding;
          }
        });
  }
}
