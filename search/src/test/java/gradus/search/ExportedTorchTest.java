package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.Dialect;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.search.ExportedTorch.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exported PyTorch against the oracle: every optimizer of the library and programs of the search
 * over 200 steps, on tensors of 0, 1, 2 and 4 dimensions.
 *
 * <p>In double precision the weights agree to 1e-10 of the largest absolute value that each has had
 * (at least 1e-6), as long as rounding is not to blame for more: a run is compared until turning
 * every result of the program by 4e-16 changes a weight by a tenth of that, or until a weight is
 * not finite, where NaN has to be in the same places. In single precision the bound is 32 times
 * what turning every result by 2.4e-7 does, plus 1e-5 of that size, until a weight is above 1e12:
 * what is made of it may soon be out of the range of floats.
 */
class ExportedTorchTest {
  private static final double DOUBLE = 1e-10;
  private static final double FLOAT = 1e-5;
  private static final double SMALLEST = 1e-6;
  private static final double LARGEST = 1e12;

  /**
   * Names that Python, PyTorch or the file itself have for something else, and states of each kind.
   */
  private static final String NAMES =
      """
      def p(self, torch, lambda, __init, params, state, count, rate, step, group=0.5, lr=2, p=1):
          lambda = lambda * group + torch
          mul = sqrt(abs(lambda)) + lr
          __init = __init + self * 0.001
          x = params
          params = max(lambda, x)
          state = max(0.9 * state, norm(torch))
          count = count + 1 / step
          self = norm(self)
          return (mul + __init - tanh(params) / (state + p)) * rate / count * min(self, 2), lambda, __init, params, state, count
      """;

  /** States that matrices alone have, and that end as a view and as a truth. */
  private static final String OF_MATRICES =
      """
      def of_matrices(w, g, l, k, lr):
          u = if_matrix(transpose(l) + 0.1 * transpose(k), g)
          l = transpose(g)
          k = transpose(g) > 0.5
          return u * lr, l, k
      """;

  @TempDir private Path folder;

  @Test
  void everyOptimizerOfTheLibraryAndSomeProgramsOfTheSearch() throws Exception {
    ExportedTorch torch = new ExportedTorch(folder);
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      torch.add(new Run("of_library_" + name, optimizer, optimizer.learningRate(), true));
    }
    Optimizer named = Optimizer.of("names", NAMES, Dialect.STANDARD);
    torch.add(new Run("names", named, 0.01, false));
    Optimizer ofMatrices = Optimizer.of("of_matrices", OF_MATRICES, Dialect.STANDARD);
    torch.add(new Run("of_matrices", ofMatrices, 0.01, false));
    random(torch, 8);
    agree(torch, 0.9);
  }

  @Test
  @Tag("minutes")
  void fiveHundredProgramsOfTheSearch() throws Exception {
    ExportedTorch torch = new ExportedTorch(folder);
    random(torch, 250);
    agree(torch, 0.7);
  }

  /** So many of the published space, and so many of all functions. */
  private static void random(ExportedTorch torch, int count) {
    for (Mutants mutants : List.of(Mutants.ofThePaper(41), Mutants.ofAllFunctions(43))) {
      mutants.each(
          count,
          program -> {
            try {
              String name = "mutant" + torch.runs().size();
              String text = Printer.print(program);
              torch.add(
                  new Run(
                      name, new Optimizer(name, "", "", 1, List.of(), program, text), 0.01, false));
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
  }

  private static void agree(ExportedTorch torch, double leastShare) throws Exception {
    Optional<String> missing = torch.train();
    missing.ifPresent(why -> System.out.println("Skipped: " + why));
    assumeThat(missing).isEmpty();
    List<String> wrong = new ArrayList<>();
    int[] compared = new int[3];
    for (Run run : torch.runs()) {
      String text = Printer.print(run.optimizer().program());
      String said = torch.said(run);
      if (!said.isEmpty()) {
        wrong.add(run + ": " + said + "\n" + text);
        continue;
      }
      Program program = run.optimizer().program();
      compare(torch, run, program, "double", wrong, compared);
      compare(torch, run, ExportedTorch.grouped(program), "groups", wrong, compared);
      compare(torch, run, program, "float", wrong, compared);
    }
    System.out.printf(
        "exports compared with PyTorch: %d programs, %d, %d and %d steps of %d%n",
        torch.runs().size(),
        compared[0],
        compared[1],
        compared[2],
        torch.runs().size() * ExportedTorch.STEPS);
    assertThat(wrong).as("%d of %d", wrong.size(), torch.runs().size()).isEmpty();
    assertThat((double) compared[0] / torch.runs().size() / ExportedTorch.STEPS)
        .isGreaterThan(leastShare);
  }

  private static void compare(
      ExportedTorch torch, Run run, Program program, String how, List<String> wrong, int[] compared)
      throws Exception {
    boolean single = how.equals("float");
    double[][] expected = torch.oracle(run, program);
    double[][] actual = torch.weights(run, how);
    List<double[][]> others = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      others.add(torch.oracle(run, Perturbed.of(program, single ? 0x1p-22 : 0x1p-51, seed)));
    }
    double[] sizes = new double[expected[0].length];
    for (int step = 0; step < expected.length; step++) {
      boolean finite = true;
      boolean known = true;
      double worst = 0;
      int at = 0;
      for (int i = 0; i < sizes.length; i++) {
        double value = expected[step][i];
        sizes[i] = Math.max(Math.max(sizes[i], SMALLEST), Math.abs(value));
        double spread = 0;
        for (double[][] other : others) {
          double gap = Math.abs(other[step][i] - value);
          boolean same = Double.compare(other[step][i], value) == 0;
          spread = Math.max(spread, same ? 0 : Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap);
        }
        finite &= Math.abs(value) <= (single ? LARGEST : Double.MAX_VALUE);
        known &= spread <= sizes[i] * (single ? 1e-3 : DOUBLE / 10);
        double gap =
            Double.isNaN(value) == Double.isNaN(actual[step][i]) && !Double.isFinite(value)
                ? 0
                : Math.abs(actual[step][i] - value);
        double bound = sizes[i] * (single ? FLOAT : DOUBLE) + (single ? 32 * spread : 0);
        double share = gap == 0 ? 0 : gap / bound;
        if (Double.compare(share, worst) > 0) {
          worst = share;
          at = i;
        }
      }
      if (!known || single && !finite) {
        return;
      }
      compared[how.equals("double") ? 0 : how.equals("groups") ? 1 : 2]++;
      if (!(worst <= 1)) {
        wrong.add(
            "%s, %s: step %d, weight %d: %s, expected %s%n%s"
                .formatted(
                    run,
                    how,
                    step + 1,
                    at,
                    actual[step][at],
                    expected[step][at],
                    Printer.print(program)));
        return;
      }
      if (!finite) {
        return;
      }
    }
  }
}
