package gradus.grammar;

import static gradus.grammar.Law.Use.COMPARING;
import static gradus.grammar.Law.Use.FINITE;
import static gradus.grammar.Law.Use.WRITING;
import static gradus.grammar.Row.of;
import static java.lang.Double.POSITIVE_INFINITY;

import gradus.grammar.Definition.Reducer;
import gradus.grammar.Definition.Reduction;
import gradus.grammar.Definition.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of the language, one row each. A row whose definition is a body is made of rows
 * above it. Transcendental functions are those of {@link StrictMath} or made of them, so that a
 * program gives the same bits on every machine, interpreted or compiled.
 */
final class Table {
  private Table() {}

  /** All of them, those of {@link Extended} last. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(elementary());
    rows.addAll(Extended.rows());
    return rows;
  }

  private static List<Row> elementary() {
    return List.of(
        of("add(x, y)", "The sum.")
            .binary((x, y) -> x + y, (x, y) -> x + y)
            .corners()
            .operator("+", 2)
            .commutes()
            .law("x + -0 = x")
            .law("x + -y = x - y", WRITING)
            .law("x + 0 = x", FINITE)
            .inPaper(),
        of("subtract(x, y)", "The difference.")
            .binary((x, y) -> x - y, (x, y) -> x - y)
            .corners()
            .operator("-", 2)
            .law("x - 0 = x")
            .law("x - -y = x + y", WRITING)
            .law("x - y = x + -y", COMPARING)
            .law("0 - x = -x", FINITE)
            .inPaper(),
        of("multiply(x, y)", "The product.")
            .binary((x, y) -> x * y, (x, y) -> x * y)
            .corners()
            .fact("x * x >= 0")
            .fact("x * sign(x) >= 0")
            .operator("*", 3)
            .commutes()
            .law("x * 1 = x")
            .law("x * -1 = -x")
            .law("-x * -y = x * y", WRITING)
            .law("x * -y = -(x * y)", COMPARING)
            .inPaper(),
        of("divide(x, y)", "The quotient, as IEEE arithmetic has it.")
            .binary((x, y) -> x / y, (x, y) -> x / y)
            .corners()
            .hazard("divides by what may be 0")
            .operator("/", 3)
            .law("x / 1 = x")
            .law("x / -1 = -x")
            .law("-x / -y = x / y", WRITING)
            .law("x / -y = -(x / y)", COMPARING)
            .law("-x / y = -(x / y)", COMPARING),
        of("negative(x)", "The argument with its sign turned.")
            .unary(x -> -x, x -> -x)
            .corners()
            .operator("-", 4)
            .law("-(-x) = x")
            .law("-(x - y) = y - x", FINITE)
            .inPaper(),
        of("max(x, y)", "The larger argument; NaN if either is.")
            .binary(Math::max, Math::max)
            .corners()
            .fact("max(x, -x) >= 0")
            .alias("maximum")
            .commutes()
            .law("max(x, x) = x")
            .law("max(x, 0) = x where x >= 0", FINITE)
            .inPaper(),
        of("min(x, y)", "The smaller argument; NaN if either is.")
            .binary(Math::min, Math::min)
            .corners()
            .alias("minimum")
            .commutes()
            .law("min(x, x) = x")
            .inPaper(),
        of("abs(x)", "The absolute value.")
            .unary(Math::abs, Math::abs)
            .corners()
            .law("abs(-x) = abs(x)")
            .law("abs(abs(x)) = abs(x)")
            .law("abs(x) = x where x >= 0", FINITE)
            .inPaper(),
        of("sign(x)", "-1, 0 or 1; a zero keeps its sign.")
            .unary(Math::signum, Math::signum)
            .corners()
            .law("sign(sign(x)) = sign(x)")
            .inPaper(),
        of("sqrt(x)", "The square root; NaN below zero.")
            .unary(Math::sqrt, x -> (float) Math.sqrt(x))
            .corners()
            .domain(0, POSITIVE_INFINITY),
        of("cbrt(x)", "The cube root.").unary(StrictMath::cbrt).corners().inPaper(),
        of("power(x, y)", "x to the power y.")
            .binary(StrictMath::pow, Single::power)
            // Of a number below 0 there are whole powers only.
            .corners(on -> on.getFirst().low() >= 0 || on.getLast().isPoint())
            .hazard("takes a power of what may be below 0, or a negative power of 0")
            .alias("pow")
            .inPaper(),
        of("exp(x)", "e to the power x.").unary(StrictMath::exp, Single::exp).corners().inPaper(),
        of("exp2(x)", "2 to the power x.")
            .unary(x -> StrictMath.pow(2, x), Single::exp2)
            .corners()
            .inPaper(),
        of("exp10(x)", "10 to the power x.")
            .unary(x -> StrictMath.pow(10, x), Single::exp10)
            .corners()
            .inPaper(),
        of("expm1(x)", "exp(x) - 1, exact near zero.")
            .unary(StrictMath::expm1, Single::expm1)
            .corners()
            .inPaper(),
        of("log(x)", "The natural logarithm; NaN below zero.")
            .unary(StrictMath::log, Single::log)
            .corners()
            .domain(0, POSITIVE_INFINITY),
        of("log2(x)", "The logarithm to base 2; NaN below zero.")
            .unary(Elementary::log2, Single::log2)
            .corners()
            .domain(0, POSITIVE_INFINITY),
        of("log10(x)", "The logarithm to base 10; NaN below zero.")
            .unary(StrictMath::log10, Single::log10)
            .corners()
            .domain(0, POSITIVE_INFINITY),
        of("log1p(x)", "log(1 + x), exact near zero; NaN below -1.")
            .unary(StrictMath::log1p)
            .corners()
            .domain(-1, POSITIVE_INFINITY),
        of("sin(x)", "The sine of an angle in radians.")
            .unary(StrictMath::sin, Single::sin)
            .range(-1, 1)
            .inPaper(),
        of("cos(x)", "The cosine of an angle in radians.")
            .unary(StrictMath::cos, Single::cos)
            .range(-1, 1)
            .law("cos(-x) = cos(x)")
            .law("cos(abs(x)) = cos(x)")
            .inPaper(),
        of("tan(x)", "The tangent of an angle in radians.").unary(StrictMath::tan).inPaper(),
        of("arcsin(x)", "The inverse sine; NaN outside -1 to 1.")
            .unary(StrictMath::asin)
            .corners()
            .domain(-1, 1)
            .inPaper(),
        of("arccos(x)", "The inverse cosine; NaN outside -1 to 1.")
            .unary(StrictMath::acos)
            .corners()
            .domain(-1, 1)
            .inPaper(),
        of("arctan(x)", "The inverse tangent.").unary(StrictMath::atan).corners().inPaper(),
        of("sinh(x)", "The hyperbolic sine.")
            .unary(StrictMath::sinh, Single::sinh)
            .corners()
            .inPaper(),
        of("cosh(x)", "The hyperbolic cosine.")
            .unary(StrictMath::cosh, Single::cosh)
            .corners()
            .law("cosh(-x) = cosh(x)")
            .law("cosh(abs(x)) = cosh(x)")
            .inPaper(),
        of("tanh(x)", "The hyperbolic tangent.")
            .unary(StrictMath::tanh, Single::tanh)
            .corners()
            .inPaper(),
        of("arcsinh(x)", "The inverse hyperbolic sine.")
            .unary(Elementary::arcsinh)
            .corners()
            .inPaper(),
        of("arccosh(x)", "The inverse hyperbolic cosine; NaN below 1.")
            .unary(Elementary::arccosh)
            .corners()
            .domain(1, POSITIVE_INFINITY)
            .inPaper(),
        of("arctanh(x)", "The inverse hyperbolic tangent; NaN outside -1 to 1.")
            .unary(Elementary::arctanh)
            .corners()
            .domain(-1, 1)
            .inPaper(),
        of("square(x)", "x times x.").body("x * x").inPaper(),
        of("cube(x)", "x times x times x.").body("x * x * x").inPaper(),
        of("reciprocal(x)", "One divided by x.").body("1 / x").inPaper(),
        of("invert(x)", "Bitwise not. It is in the published search space and never applies.")
            .is(new Refused("whole numbers, which no program has"))
            .inPaper(),
        of("interp(x, y, a)", "From x to y by the share a, which may lie outside 0 to 1.")
            .body("(1 - a) * x + a * y")
            .alias("interpolate")
            .inPaper(),
        of("get_pi()", "3.14159...").body("3.141592653589793").inPaper(),
        of("get_e()", "2.71828...").body("2.718281828459045").inPaper(),
        of("get_eps()", "0.00000001.").body("1e-8").inPaper(),
        of("inner(x, y)", "The sum of products over each tensor.")
            .is(new Reduction(Extent.TENSOR, Reducer.SUM_OF_PRODUCTS))
            .commutes(),
        of("dot(x, y)", "The sum of products over all tensors.")
            .is(new Reduction(Extent.MODEL, Reducer.SUM_OF_PRODUCTS))
            .commutes()
            .inPaper(),
        of("norm(x)", "The Euclidean norm of each tensor.").body("sqrt(inner(x, x))").inPaper(),
        of("global_norm(x)", "The Euclidean norm over all tensors.")
            .body("sqrt(dot(x, x))")
            .inPaper(),
        of("cosine_sim(x, y)", "The cosine of the angle between x and y over all tensors.")
            .body("dot(x, y) / (global_norm(x) * global_norm(y))")
            .inPaper(),
        of("clip(x, c)", "x, scaled down where its norm over all tensors is larger than c.")
            .body("x * min(1, c / global_norm(x))")
            .alias("clip_by_global_norm")
            .inPaper(),
        of("guarded_divide(x, y)", "x / y with 1e-8 added to y.")
            .body("x / (y + 1e-8)")
            .guards("divide"),
        of("guarded_sqrt(x)", "The square root of the absolute value.")
            .body("sqrt(abs(x))")
            .law("guarded_sqrt(x) = sqrt(x) where x >= 0", FINITE)
            .guards("sqrt"),
        of("guarded_log(x)", "The natural logarithm of the absolute value.")
            .body("log(abs(x))")
            .law("guarded_log(x) = log(x) where x >= 0", FINITE)
            .guards("log"),
        of("guarded_log2(x)", "The logarithm of the absolute value to base 2.")
            .body("log2(abs(x))")
            .law("guarded_log2(x) = log2(x) where x >= 0", FINITE)
            .guards("log2"),
        of("guarded_log10(x)", "The logarithm of the absolute value to base 10.")
            .body("log10(abs(x))")
            .law("guarded_log10(x) = log10(x) where x >= 0", FINITE)
            .guards("log10"),
        of("guarded_log1p(x)", "The natural logarithm of the absolute value of 1 + x.")
            .body("log(abs(1 + x))")
            .guards("log1p"));
  }
}
