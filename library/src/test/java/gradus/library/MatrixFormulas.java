package gradus.library;

import static gradus.library.Formulas.LR;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The rules for matrices as their authors wrote them, on arrays of rows. */
final class MatrixFormulas {
  /** The update of one matrix; s is what is remembered: matrices, empty at first. */
  interface Formula {
    double[][] update(double[][] w, double[][] g, double[][][] s, int t);
  }

  /** Every rule that treats matrices otherwise than vectors. */
  static final Map<String, Formula> ALL =
      Map.of(
          "muon", MatrixFormulas::muon,
          "adafactor", MatrixFormulas::adafactor,
          "allora", MatrixFormulas::allora,
          "shampoo", MatrixFormulas::shampoo,
          "sm3", MatrixFormulas::sm3);

  private MatrixFormulas() {}

  private interface Element {
    double at(int row, int column);
  }

  private static double[][] matrix(int rows, int columns, Element element) {
    double[][] matrix = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[r][c] = element.at(r, c);
      }
    }
    return matrix;
  }

  private static double[][] product(double[][] x, double[][] y) {
    return matrix(
        x.length,
        y[0].length,
        (r, c) -> {
          double sum = 0;
          for (int k = 0; k < y.length; k++) {
            sum += x[r][k] * y[k][c];
          }
          return sum;
        });
  }

  private static double[][] transpose(double[][] x) {
    return matrix(x[0].length, x.length, (r, c) -> x[c][r]);
  }

  private static double norm(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      sum += Formulas.norm(row) * Formulas.norm(row);
    }
    return Math.sqrt(sum);
  }

  /** What is remembered under an index; zeros of a shape at first. */
  private static double[][] remembered(double[][][] s, int index, int rows, int columns) {
    if (s[index] == null) {
      s[index] = new double[rows][columns];
    }
    return s[index];
  }

  /** The polynomial 3.4445 x - 4.775 x^3 + 2.0315 x^5 of the singular values, five times. */
  private static double[][] muon(double[][] w, double[][] g, double[][][] s, int t) {
    int rows = w.length;
    int columns = w[0].length;
    double[][] before = remembered(s, 0, rows, columns);
    s[0] = matrix(rows, columns, (r, c) -> 0.95 * before[r][c] + 0.05 * g[r][c]);
    double[][] nesterov = matrix(rows, columns, (r, c) -> 0.05 * g[r][c] + 0.95 * s[0][r][c]);
    double length = norm(nesterov) + 1e-7;
    double[][] x = matrix(rows, columns, (r, c) -> nesterov[r][c] / length);
    for (int i = 0; i < 5; i++) {
      double[][] y = x;
      double[][] third = product(product(y, transpose(y)), y);
      double[][] fifth = product(product(third, transpose(y)), y);
      x =
          matrix(
              rows,
              columns,
              (r, c) -> 3.4445 * y[r][c] - 4.775 * third[r][c] + 2.0315 * fifth[r][c]);
    }
    double[][] orthogonal = x;
    double scale = Math.sqrt(Math.max(1, (double) rows / columns));
    return matrix(rows, columns, (r, c) -> LR * scale * orthogonal[r][c]);
  }

  private static double[][] adafactor(double[][] w, double[][] g, double[][][] s, int t) {
    int rows = w.length;
    int columns = w[0].length;
    double beta = 1 - Math.pow(t, -0.8);
    double[][] r = remembered(s, 0, rows, 1);
    double[][] c = remembered(s, 1, 1, columns);
    double[] sums = new double[rows];
    double[] ends = new double[columns];
    double all = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sums[i] += g[i][j] * g[i][j] + 1e-30;
        ends[j] += g[i][j] * g[i][j] + 1e-30;
      }
      r[i][0] = beta * r[i][0] + (1 - beta) * sums[i];
      all += r[i][0];
    }
    for (int j = 0; j < columns; j++) {
      c[0][j] = beta * c[0][j] + (1 - beta) * ends[j];
    }
    double total = all;
    double[][] u = matrix(rows, columns, (i, j) -> g[i][j] / Math.sqrt(r[i][0] * c[0][j] / total));
    double root = Math.sqrt((double) rows * columns);
    double scale = Math.max(1e-3, norm(w) / root) / Math.max(1, norm(u) / root);
    return matrix(rows, columns, (i, j) -> LR * scale * u[i][j]);
  }

  private static double[][] allora(double[][] w, double[][] g, double[][][] s, int t) {
    double[][] m = remembered(s, 0, w.length, w[0].length);
    double[][] v = remembered(s, 1, w.length, w[0].length);
    return matrix(
        w.length,
        w[0].length,
        (r, c) -> {
          double[] own = {m[r][c], v[r][c]};
          double direction = Formulas.adam(g[r][c], own, t, 1e-8);
          m[r][c] = own[0];
          v[r][c] = own[1];
          return LR * direction / Math.sqrt(Formulas.norm(w[r]) + 1.0 / 25);
        });
  }

  private static double[][] shampoo(double[][] w, double[][] g, double[][][] s, int t) {
    double[][] left = add(remembered(s, 0, w.length, w.length), product(g, transpose(g)));
    int columns = w[0].length;
    double[][] right = add(remembered(s, 1, columns, columns), product(transpose(g), g));
    s[0] = left;
    s[1] = right;
    DoubleUnaryOperator root = value -> Math.pow(value + 1e-4, -0.25);
    double[][] update = product(product(spectral(left, root), g), spectral(right, root));
    return matrix(w.length, columns, (r, c) -> LR * update[r][c]);
  }

  private static double[][] add(double[][] x, double[][] y) {
    return matrix(x.length, x[0].length, (r, c) -> x[r][c] + y[r][c]);
  }

  /** A function of a symmetric matrix, by its eigenvalues (Jacobi's rotations). */
  private static double[][] spectral(double[][] symmetric, DoubleUnaryOperator function) {
    int n = symmetric.length;
    double[][] a = matrix(n, n, (r, c) -> symmetric[r][c]);
    double[][] vectors = matrix(n, n, (r, c) -> r == c ? 1 : 0);
    for (int sweep = 0; sweep < 60; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          double angle = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
          double cosine = Math.cos(angle);
          double sine = Math.sin(angle);
          int i = p;
          int j = q;
          double[][] rotation =
              matrix(
                  n,
                  n,
                  (r, c) ->
                      r == i && c == i || r == j && c == j
                          ? cosine
                          : r == i && c == j ? sine : r == j && c == i ? -sine : r == c ? 1 : 0);
          a = product(product(transpose(rotation), a), rotation);
          vectors = product(vectors, rotation);
        }
      }
    }
    double[][] diagonal = a;
    double[][] values = matrix(n, n, (r, c) -> r == c ? function.applyAsDouble(diagonal[r][r]) : 0);
    return product(product(vectors, values), transpose(vectors));
  }

  private static double[][] sm3(double[][] w, double[][] g, double[][][] s, int t) {
    double[][] rows = remembered(s, 0, w.length, 1);
    double[][] columns = remembered(s, 1, 1, w[0].length);
    double[][] second =
        matrix(
            w.length,
            w[0].length,
            (r, c) -> Math.min(rows[r][0], columns[0][c]) + g[r][c] * g[r][c]);
    s[0] = new double[w.length][1];
    s[1] = new double[1][w[0].length];
    return matrix(
        w.length,
        w[0].length,
        (r, c) -> {
          s[0][r][0] = Math.max(s[0][r][0], second[r][c]);
          s[1][0][c] = Math.max(s[1][0][c], second[r][c]);
          return LR * g[r][c] / Math.sqrt(second[r][c] + 1e-30);
        });
  }
}
