package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionsTest {
  @Test
  void aRowIsAllThatANewFunctionNeeds() {
    Functions more =
        Functions.standard()
            .with(Row.of("softsign(x)", "x / (1 + |x|).").body("x / (1 + abs(x))"))
            .with(
                Row.of("hypot(x, y)", "The longest side.")
                    .binary(Math::hypot)
                    .commutes()
                    .corners()
                    .law("hypot(x, 0) = x where x >= 0", Law.Use.FINITE))
            .with(Row.of("logit(x)", "Odds.").unary(x -> Math.log(x / (1 - x))).domain(0, 1));
    String text = "def p(w, g, lr):\n    u = softsign(hypot(g, w)) * lr\n    return u\n";
    Program program = Parser.program("p", text, Dialect.STANDARD, more);
    assertThat(Printer.print(program)).isEqualTo(text);
    double[][] update = Oracle.of(program, new double[][] {{3}}).step(new double[][] {{4}}, 1);
    assertThat(update[0][0]).isEqualTo(5.0 / 6);
    Program swapped = Parser.program("p", text.replace("(g, w)", "(w, g)"), Dialect.STANDARD, more);
    assertThat(Hash.of(swapped)).isEqualTo(Hash.of(program));
    assertThat(Intervals.of(program).statements().getFirst()).hasToString("[0, inf)");
    assertThat(Cost.of(program).flops()).hasToString("5");
    String unsure = text.replace("softsign(hypot(g, w))", "logit(hypot(abs(g), 0))");
    Program outside = Parser.program("p", unsure, Dialect.STANDARD, more);
    assertThat(Intervals.of(outside).warnings().getFirst().text())
        .startsWith("may be NaN: the argument may lie outside 0 to 1 in logit(");
    assertThat(Printer.print(Simplifier.readable(outside))).contains("u = logit(abs(g)) * lr\n");
  }
}
