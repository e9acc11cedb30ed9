package gradus.grammar;

import gradus.grammar.Definition.Reducer;
import gradus.grammar.Expression.Call;
import gradus.grammar.Oracle.Tree;
import java.util.List;

/**
 * What calls mean as trees of doubles. What is made for matrices only is zero in other tensors,
 * where nothing can read it.
 */
final class Arithmetic implements Interpretation<Tree> {
  private final Shapes shapes;

  Arithmetic(Shapes shapes) {
    this.shapes = shapes;
  }

  /** A value by its tensor, row and column. */
  private interface Element {
    double at(int tensor, int row, int column);
  }

  @Override
  public Tree number(double value) {
    return new Tree(Kind.NUMBER, new double[][] {{value}});
  }

  @Override
  public Tree call(Call call, List<Tree> arguments) {
    Tree x = arguments.getFirst();
    Tree y = arguments.get(Math.min(1, arguments.size() - 1));
    Tree z = arguments.getLast();
    return switch (call.function().definition()) {
      case Definition.Unary f ->
          map(x.kind(), (t, r, c) -> f.exact().applyAsDouble(at(x, t, r, c)));
      case Definition.Binary f ->
          map(
              x.kind().join(y.kind()),
              (t, r, c) -> f.exact().applyAsDouble(at(x, t, r, c), at(y, t, r, c)));
      case Definition.Ternary f ->
          map(
              x.kind().join(y.kind()).join(z.kind()),
              (t, r, c) -> f.exact().applyAsDouble(at(x, t, r, c), at(y, t, r, c), at(z, t, r, c)));
      case Definition.Reduction reduction -> reduce(reduction, x, y);
      case Definition.Count count -> count(count.extent(), x.kind());
      case Definition.Product product -> product(x, y);
      case Definition.Transpose transpose ->
          matrices(Kind.of(x.kind().columns(), x.kind().rows()), (t, r, c) -> at(x, t, c, r));
      case Definition.Identity identity -> matrices(x.kind(), (t, r, c) -> r == c ? 1 : 0);
      case Definition.IfMatrix choice ->
          map(
              Kind.LEAF.join(x.kind()).join(y.kind()),
              (t, r, c) -> at(shapes.isMatrix(t) ? x : y, t, r, c));
      case Definition.Refused refused -> throw new IllegalStateException(refused.reason());
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  Tree zero(Kind kind) {
    return map(kind, (t, r, c) -> 0);
  }

  Tree spread(Tree value, Kind kind) {
    return value.kind() == kind ? value : map(kind, (t, r, c) -> at(value, t, r, c));
  }

  /** The element that a position sees, after broadcasting; 0 where there is none. */
  private double at(Tree tree, int tensor, int row, int column) {
    Kind kind = tree.kind();
    if (kind == Kind.NUMBER) {
      return tree.data()[0][0];
    }
    if (kind.isForMatrices() && !shapes.isMatrix(tensor)) {
      return 0;
    }
    int r = kind.rows() == Kind.Side.ONE ? 0 : row;
    int c = kind.columns() == Kind.Side.ONE ? 0 : column;
    return tree.data()[tensor][r * shapes.columns(kind, tensor) + c];
  }

  private Tree map(Kind kind, Element element) {
    double[][] data = new double[kind == Kind.NUMBER ? 1 : shapes.tensors()][];
    for (int t = 0; t < data.length; t++) {
      int columns = shapes.columns(kind, t);
      data[t] = new double[shapes.size(kind, t)];
      for (int i = 0; i < data[t].length; i++) {
        data[t][i] = element.at(t, i / columns, i % columns);
      }
    }
    return new Tree(kind, data);
  }

  private Tree matrices(Kind kind, Element element) {
    return map(kind, (t, r, c) -> shapes.isMatrix(t) ? element.at(t, r, c) : 0);
  }

  private Tree reduce(Definition.Reduction reduction, Tree x, Tree y) {
    Kind kind = reduction.extent().of(x.kind());
    Reducer reducer = reduction.reducer();
    double nothing = reducer == Reducer.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
    Tree result = map(kind, (t, r, c) -> nothing);
    for (int t = 0; t < x.data().length; t++) {
      double[] target = result.data()[kind == Kind.NUMBER ? 0 : t];
      int columns = shapes.columns(x.kind(), t);
      for (int i = 0; i < x.data()[t].length; i++) {
        int index =
            switch (reduction.extent()) {
              case ROW -> i / columns;
              case COLUMN -> i % columns;
              default -> 0;
            };
        // Only a matrix has rows and columns.
        if (index < target.length) {
          double value = x.data()[t][i];
          target[index] =
              switch (reducer) {
                case SUM -> target[index] + value;
                case SUM_OF_PRODUCTS -> target[index] + value * y.data()[t][i];
                case MAXIMUM -> Math.max(target[index], value);
              };
        }
      }
    }
    return result;
  }

  private Tree count(Extent extent, Kind kind) {
    Kind result = kind == Kind.NUMBER ? Kind.NUMBER : Kind.LEAF;
    return switch (extent) {
      case ROW -> matrices(result, (t, r, c) -> shapes.rows(kind, t));
      case COLUMN -> matrices(result, (t, r, c) -> shapes.columns(kind, t));
      default -> map(result, (t, r, c) -> shapes.size(kind, t));
    };
  }

  private Tree product(Tree x, Tree y) {
    return matrices(
        Kind.of(x.kind().rows(), y.kind().columns()),
        (t, r, c) -> {
          double sum = 0;
          for (int k = 0; k < shapes.columns(x.kind(), t); k++) {
            sum += at(x, t, r, k) * at(y, t, k, c);
          }
          return sum;
        });
  }
}
