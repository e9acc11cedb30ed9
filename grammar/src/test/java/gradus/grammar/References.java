package gradus.grammar;

import java.util.Map;

/** What every function means, independently of the table. */
final class References {
  interface Reference {
    double at(double x, double y, double a);
  }

  /** Written from the definitions of mathematics, not from the table. */
  static final Map<String, Reference> ALL =
      Map.ofEntries(
          Map.entry("add", (x, y, a) -> x + y),
          Map.entry("subtract", (x, y, a) -> x - y),
          Map.entry("multiply", (x, y, a) -> x * y),
          Map.entry("divide", (x, y, a) -> x / y),
          Map.entry("negative", (x, y, a) -> 0.0 - x),
          Map.entry("max", (x, y, a) -> x != x || y != y ? Double.NaN : x > y ? x : y),
          Map.entry("min", (x, y, a) -> x != x || y != y ? Double.NaN : x < y ? x : y),
          Map.entry("abs", (x, y, a) -> x < 0 ? -x : x),
          Map.entry("sign", (x, y, a) -> x > 0 ? 1 : x < 0 ? -1 : x),
          Map.entry("sqrt", (x, y, a) -> x < 0 ? Double.NaN : x == 0 ? x : Math.pow(x, 0.5)),
          Map.entry("cbrt", (x, y, a) -> Math.cbrt(x)),
          Map.entry("power", (x, y, a) -> Math.pow(x, y)),
          Map.entry("exp", (x, y, a) -> Math.exp(x)),
          Map.entry("exp2", (x, y, a) -> Math.exp(x * Math.log(2))),
          Map.entry("exp10", (x, y, a) -> Math.exp(x * Math.log(10))),
          Map.entry("expm1", (x, y, a) -> Math.expm1(x)),
          Map.entry("log", (x, y, a) -> Math.log(x)),
          Map.entry("log2", (x, y, a) -> Math.log10(x) / Math.log10(2)),
          Map.entry("log10", (x, y, a) -> Math.log(x) / Math.log(10)),
          Map.entry("log1p", (x, y, a) -> Math.log1p(x)),
          Map.entry("sin", (x, y, a) -> Math.sin(x)),
          Map.entry("cos", (x, y, a) -> Math.cos(x)),
          Map.entry("tan", (x, y, a) -> Math.sin(x) / Math.cos(x)),
          Map.entry("arcsin", (x, y, a) -> Math.asin(x)),
          Map.entry("arccos", (x, y, a) -> Math.acos(x)),
          Map.entry("arctan", (x, y, a) -> Math.atan2(x, 1)),
          Map.entry("sinh", (x, y, a) -> Math.sinh(x)),
          Map.entry("cosh", (x, y, a) -> Math.cosh(x)),
          Map.entry("tanh", (x, y, a) -> Math.tanh(x)),
          Map.entry("arcsinh", (x, y, a) -> inverse(Math::sinh, x, -800, 800)),
          Map.entry(
              "arccosh",
              (x, y, a) -> x < 1 ? Double.NaN : x == 1 ? 0 : inverse(Math::cosh, x, 0, 800)),
          Map.entry(
              "arctanh",
              (x, y, a) ->
                  Math.abs(x) > 1
                      ? Double.NaN
                      : Math.abs(x) == 1 ? x / 0.0 : inverse(Math::tanh, x, -20, 20)),
          Map.entry("square", (x, y, a) -> x * x),
          Map.entry("cube", (x, y, a) -> x * x * x),
          Map.entry("reciprocal", (x, y, a) -> 1 / x),
          Map.entry("interp", (x, y, a) -> (1 - a) * x + a * y),
          Map.entry("get_pi", (x, y, a) -> Math.PI),
          Map.entry("get_e", (x, y, a) -> Math.E),
          Map.entry("get_eps", (x, y, a) -> 1e-8),
          Map.entry("inner", (x, y, a) -> x * y),
          Map.entry("dot", (x, y, a) -> x * y),
          Map.entry("norm", (x, y, a) -> Math.sqrt(x * x)),
          Map.entry("global_norm", (x, y, a) -> Math.sqrt(x * x)),
          Map.entry("cosine_sim", (x, y, a) -> x * y / (Math.sqrt(x * x) * Math.sqrt(y * y))),
          Map.entry("clip", (x, y, a) -> x * Math.min(1, y / Math.sqrt(x * x))),
          Map.entry("guarded_divide", (x, y, a) -> x / (y + 1e-8)),
          Map.entry("guarded_sqrt", (x, y, a) -> Math.sqrt(Math.abs(x))),
          Map.entry("guarded_log", (x, y, a) -> Math.log(Math.abs(x))),
          Map.entry("guarded_log2", (x, y, a) -> Math.log(Math.abs(x)) / Math.log(2)),
          Map.entry("guarded_log10", (x, y, a) -> Math.log(Math.abs(x)) / Math.log(10)),
          Map.entry("guarded_log1p", (x, y, a) -> Math.log(Math.abs(1 + x))),
          Map.entry("greater", (x, y, a) -> x - y > 0 || x > y ? 1 : 0),
          Map.entry("greater_equal", (x, y, a) -> x != x || y != y || x < y ? 0 : 1),
          Map.entry("less", (x, y, a) -> x < y ? 1 : 0),
          Map.entry("less_equal", (x, y, a) -> x != x || y != y || x > y ? 0 : 1),
          Map.entry("equal", (x, y, a) -> x != x || y != y || x < y || x > y ? 0 : 1),
          Map.entry("not_equal", (x, y, a) -> x != x || y != y || x < y || x > y ? 1 : 0),
          Map.entry("where", (x, y, a) -> x < 0 || x > 0 || x != x ? y : a),
          Map.entry(
              "clamp",
              (x, y, a) -> x != x || y != y ? Double.NaN : x > a || y > a ? a : x > y ? x : y),
          // Of a matrix with one element; more of them in MatricesTest.
          Map.entry("size", (x, y, a) -> 1),
          Map.entry("rows", (x, y, a) -> 1),
          Map.entry("columns", (x, y, a) -> 1),
          Map.entry("sum", (x, y, a) -> x),
          Map.entry("row_sum", (x, y, a) -> x),
          Map.entry("column_sum", (x, y, a) -> x),
          Map.entry("global_sum", (x, y, a) -> x),
          Map.entry("mean", (x, y, a) -> x),
          Map.entry("row_mean", (x, y, a) -> x),
          Map.entry("column_mean", (x, y, a) -> x),
          Map.entry("global_mean", (x, y, a) -> x),
          Map.entry("rms", (x, y, a) -> Math.sqrt(x * x)),
          Map.entry("row_inner", (x, y, a) -> x * y),
          Map.entry("column_inner", (x, y, a) -> x * y),
          Map.entry("row_norm", (x, y, a) -> Math.sqrt(x * x)),
          Map.entry("column_norm", (x, y, a) -> Math.sqrt(x * x)),
          Map.entry("largest", (x, y, a) -> x),
          Map.entry("row_largest", (x, y, a) -> x),
          Map.entry("column_largest", (x, y, a) -> x),
          Map.entry("global_largest", (x, y, a) -> x),
          Map.entry("transpose", (x, y, a) -> x),
          Map.entry("matmul", (x, y, a) -> x * y),
          Map.entry("identity", (x, y, a) -> 1),
          Map.entry("if_matrix", (x, y, a) -> x));

  private References() {}

  /** Solves f(z) = x for an increasing f by halving; digits lost near zero are not asked for. */
  private static double inverse(
      java.util.function.DoubleUnaryOperator f, double x, double low, double high) {
    if (x != x || Double.isInfinite(x) || Math.abs(x) < 1e-8) {
      return x;
    }
    double a = low;
    double b = high;
    for (int i = 0; i < 200; i++) {
      double middle = (a + b) / 2;
      if (f.applyAsDouble(middle) < x) {
        a = middle;
      } else {
        b = middle;
      }
    }
    return b;
  }
}
