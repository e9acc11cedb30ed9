package gradus.grammar;

import gradus.grammar.Expression.Call;
import java.util.List;
import java.util.Map;

/** What functions and expressions mean on single doubles. */
final class Scalar implements Interpretation<Double> {
  private Scalar() {}

  static double of(Function function, double... arguments) {
    List<Expression> names =
        List.of(
            Expression.Variable.of("x"), Expression.Variable.of("y"), Expression.Variable.of("a"));
    Call call = new Call(function, names.subList(0, function.arity()), Place.NONE);
    return of(call, Map.of("x", arguments[0], "y", arguments[1], "a", arguments[2]));
  }

  static double of(Expression expression, Map<String, Double> names) {
    return Walk.fold(expression, new Scalar(), names);
  }

  @Override
  public Double number(double value) {
    return value;
  }

  @Override
  public Double call(Call call, List<Double> arguments) {
    return switch (call.function().definition()) {
      case Definition.Unary unary -> unary.exact().applyAsDouble(arguments.getFirst());
      case Definition.Binary binary ->
          binary.exact().applyAsDouble(arguments.get(0), arguments.get(1));
      case Definition.Ternary ternary ->
          ternary.exact().applyAsDouble(arguments.get(0), arguments.get(1), arguments.get(2));
      // Of a matrix with one element.
      case Definition.Reduction reduction ->
          reduction.reducer() == Definition.Reducer.SUM_OF_PRODUCTS
              ? arguments.get(0) * arguments.get(1)
              : arguments.get(0);
      case Definition.Count count -> 1.0;
      case Definition.Product product -> arguments.get(0) * arguments.get(1);
      case Definition.Transpose transpose -> arguments.get(0);
      case Definition.Identity identity -> 1.0;
      case Definition.IfMatrix choice -> arguments.get(0);
      case Definition.Refused refused -> throw new IllegalStateException();
      case Definition.Body body -> throw new IllegalStateException();
    };
  }
}
