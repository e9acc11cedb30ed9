package gradus.search;

import gradus.grammar.Dialect;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Flattener;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.util.SplittableRandom;

/**
 * A program in which the result of every call is a little off, by chance up or down. What becomes
 * of that tells how much of a difference between two machines their rounding explains.
 */
final class Perturbed {
  private Perturbed() {}

  /** Each result times 1 + or - {@code size}. */
  static Program of(Program program, double size, long seed) {
    Function multiply = Functions.standard().named("multiply", Dialect.STANDARD).orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    Program flat = Flattener.flatten(program);
    return flat.with(
        flat.statements().stream()
            .map(line -> {
              double factor = 1 + (random.nextBoolean() ? size : -size);
              return line.value() instanceof Call call
                  ? Statement.of(line.target(), Call.of(multiply, call, Number.of(factor)))
                  : line;
            })
            .toList());
  }
}
