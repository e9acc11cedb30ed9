package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
  private static Cost cost(String text) {
    return Cost.of(Parser.program("p", text));
  }

  @Test
  void adamwCountsAsDoneByHand() {
    Cost cost =
        cost(
            """
            def adamw(w, g, m, v, dead, lr, step, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01):
                m = interp(g, m, beta1)
                v = interp(square(g), v, beta2)
                dead = exp(g * dead)
                m_hat = m / (1 - power(beta1, step))
                v_hat = v / (1 - power(beta2, step))
                update = (m_hat / (sqrt(v_hat) + eps) + decay * w) * lr
                return update, m, v, dead
            """);
    assertThat(cost.reach()).hasToString("elementwise");
    // Weight, gradient and two states; weight and two states.
    assertThat(cost.reads()).hasToString("16");
    assertThat(cost.writes()).hasToString("12");
    // 3 of m, 4 of v, 1 and 1 of the corrections, then root, sum, quotient, product, sum, product.
    assertThat(cost.flops()).hasToString("15");
    assertThat(cost.state()).hasToString("8");
  }

  @Test
  void aCommonPartCountsOnce() {
    String text = "def p(w, g, lr):\n    x = g * w\n    y = w * g\n    return x / (1 + y)\n";
    assertThat(cost(text).flops()).hasToString("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g * lr | elementwise | 1",
        "w | elementwise | 0",
        "g * norm(g) | per tensor | 3",
        "g * size(g) | per tensor | 1",
        "g * sum(lr) | elementwise | 1",
        "g * clip(g, lr) | global | 4",
        "g * largest(w) | per tensor | 2",
        "g * row_mean(g * g) | matrix | 3",
        "g @ transpose(g) @ g | matrix | 4 rows",
        "g @ (transpose(g) @ g) | matrix | 4 columns",
        "g @ exp(transpose(g) @ g) | matrix | 4 columns + 1 columns/rows",
        "row_sum(g) * column_sum(g) * lr | matrix | 4",
        "row_sum(g) @ column_sum(g) | matrix | 4"
      })
  void countsCallsAndProducts(String expression, String reach, String flops) {
    Cost cost = cost("def p(w, g, lr):\n    return " + expression + "\n");
    assertThat(cost.reach()).hasToString(reach);
    assertThat(cost.flops()).hasToString(flops);
  }

  @Test
  void statesCountByTheirKind() {
    Cost cost =
        cost(
            """
            def p(w, g, m, r, c, left, t, n, lr):
                m = m + g
                r = r + row_sum(g * g)
                c = c + column_sum(g * g)
                left = left + g @ transpose(g)
                t = t + norm(g)
                n = n + global_norm(g)
                u = left @ m / (r * c + t + n) * lr
                return u, m, r, c, left, t, n
            """);
    assertThat(cost.state()).hasToString("4 + 4 rows/columns + 4/columns + 4/rows");
    assertThat(cost.state().in(100, 50)).isEqualTo(4 + 8 + 0.08 + 0.04);
    assertThat(cost.writes()).hasToString("8 + 4 rows/columns + 4/columns + 4/rows");
    assertThat(cost.reads()).hasToString("12 + 4 rows/columns + 4/columns + 4/rows");
    assertThat(cost.reach()).hasToString("matrix");
  }

  /** How a program is written does not change its cost, and what is redundant costs nothing. */
  @Test
  void randomProgramsCostTheSameHoweverTheyAreWritten() {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(8));
    for (int i = 0; i < 10_000; i++) {
      Program program = programs.next();
      Cost cost = Cost.of(program);
      for (Program same :
          new Program[] {
            RandomPrograms.renamed(program),
            programs.withDeadCode(program),
            Flattener.flatten(program),
            RandomPrograms.statesReversed(program),
            RandomPrograms.swapped(program)
          }) {
        assertThat(Cost.of(same)).as(Printer.print(program)).isEqualTo(cost);
      }
      Cost simple = Cost.of(Simplifier.simplify(program));
      assertThat(simple.flops().in(1, 1)).isLessThanOrEqualTo(cost.flops().in(1, 1));
      assertThat(simple.state()).isEqualTo(cost.state());
    }
  }
}
