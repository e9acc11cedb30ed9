package gradus.grammar;

import static gradus.grammar.Row.of;

import gradus.grammar.Definition.Count;
import gradus.grammar.Definition.Identity;
import gradus.grammar.Definition.IfMatrix;
import gradus.grammar.Definition.Product;
import gradus.grammar.Definition.Reducer;
import gradus.grammar.Definition.Reduction;
import gradus.grammar.Definition.Transpose;
import java.util.List;

/**
 * What modern optimizers need beyond the published search space: comparisons, reductions over
 * tensors, rows and columns, and matrices. It goes on where {@link Table} ends.
 */
final class Extended {
  private Extended() {}

  static List<Row> rows() {
    return List.of(
        of("greater(x, y)", "1 where x is above y, else 0.")
            .binary((x, y) -> x > y ? 1 : 0, (x, y) -> x > y ? 1 : 0)
            .corners()
            .operator(">", 1),
        of("greater_equal(x, y)", "1 where x is not below y, else 0.")
            .binary((x, y) -> x >= y ? 1 : 0, (x, y) -> x >= y ? 1 : 0)
            .corners()
            .operator(">=", 1),
        of("less(x, y)", "1 where x is below y, else 0.").body("y > x").operator("<", 1),
        of("less_equal(x, y)", "1 where x is not above y, else 0.")
            .body("y >= x")
            .operator("<=", 1),
        of("equal(x, y)", "1 where x and y are the same number, else 0; NaN is no number.")
            .binary((x, y) -> x == y ? 1 : 0, (x, y) -> x == y ? 1 : 0)
            .range(0, 1)
            .operator("==", 1)
            .commutes(),
        of("not_equal(x, y)", "0 where x and y are the same number, else 1.")
            .body("1 - (x == y)")
            .operator("!=", 1),
        of("where(c, x, y)", "x where c is not 0, else y.")
            .ternary((c, x, y) -> c != 0 ? x : y, (c, x, y) -> c != 0 ? x : y)
            .corners(),
        of("clamp(x, low, high)", "x, element by element no less than low and no more than high.")
            .body("min(max(x, low), high)"),
        of("size(x)", "The number of elements of each tensor.").is(new Count(Extent.TENSOR)),
        of("rows(x)", "The number of rows of each matrix.").is(new Count(Extent.ROW)),
        of("columns(x)", "The number of columns of each matrix.")
            .is(new Count(Extent.COLUMN))
            .alias("cols"),
        of("sum(x)", "The sum over each tensor.").is(new Reduction(Extent.TENSOR, Reducer.SUM)),
        of("row_sum(x)", "The sum over each row of a matrix.")
            .is(new Reduction(Extent.ROW, Reducer.SUM)),
        of("column_sum(x)", "The sum over each column of a matrix.")
            .is(new Reduction(Extent.COLUMN, Reducer.SUM)),
        of("global_sum(x)", "The sum over all tensors.")
            .is(new Reduction(Extent.MODEL, Reducer.SUM)),
        of("mean(x)", "The mean over each tensor.").body("sum(x) / size(x)"),
        of("row_mean(x)", "The mean over each row of a matrix.").body("row_sum(x) / columns(x)"),
        of("column_mean(x)", "The mean over each column of a matrix.")
            .body("column_sum(x) / rows(x)"),
        of("global_mean(x)", "The mean over all tensors.")
            .body("global_sum(x) / global_sum(size(x))"),
        of("rms(x)", "The square root of the mean square over each tensor.")
            .body("sqrt(inner(x, x) / size(x))"),
        of("row_inner(x, y)", "The sum of products over each row of two matrices.")
            .is(new Reduction(Extent.ROW, Reducer.SUM_OF_PRODUCTS))
            .commutes(),
        of("column_inner(x, y)", "The sum of products over each column of two matrices.")
            .is(new Reduction(Extent.COLUMN, Reducer.SUM_OF_PRODUCTS))
            .commutes(),
        of("row_norm(x)", "The Euclidean norm of each row of a matrix.")
            .body("sqrt(row_inner(x, x))"),
        of("column_norm(x)", "The Euclidean norm of each column of a matrix.")
            .body("sqrt(column_inner(x, x))"),
        of("largest(x)", "The largest element of each tensor; NaN if any is.")
            .is(new Reduction(Extent.TENSOR, Reducer.MAXIMUM))
            .alias("amax"),
        of("row_largest(x)", "The largest element of each row of a matrix; NaN if any is.")
            .is(new Reduction(Extent.ROW, Reducer.MAXIMUM)),
        of("column_largest(x)", "The largest element of each column of a matrix; NaN if any is.")
            .is(new Reduction(Extent.COLUMN, Reducer.MAXIMUM)),
        of("global_largest(x)", "The largest element over all tensors; NaN if any is.")
            .is(new Reduction(Extent.MODEL, Reducer.MAXIMUM)),
        of("transpose(x)", "A matrix with its rows as columns.")
            .is(new Transpose())
            .law("transpose(transpose(x)) = x"),
        of("matmul(x, y)", "The product of two matrices.").is(new Product()).operator("@", 3),
        of("identity(x)", "The identity matrix of the shape of the square matrix x.")
            .is(new Identity()),
        of("if_matrix(x, y)", "x for tensors with two dimensions, y for all others.")
            .is(new IfMatrix()));
  }
}
