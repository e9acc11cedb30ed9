package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Fingerprint;
import gradus.grammar.Hash;
import gradus.grammar.Intervals;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {
  private static final String TEXT =
      """
      # Divides by nothing that keeps away from zero
      def p(w, g, m, v, dead, lr, step, beta=0.9):
          m = interp(g, m, beta)
          v = interp(g * g, v, beta)
          dead = tanh(v)
          size = abs(sqrt(v / (1 - power(beta, step))))
          return m / size * lr, m, v, dead
      """;

  @TempDir private Path directory;

  @Test
  void tellsAllThatIsKnownWithoutARun() throws IOException {
    String path = Files.writeString(directory.resolve("p.gradus"), TEXT).toString();
    Program program = Parser.program("p", TEXT);
    assertThat(Cli.run("show", path).out())
        .isEqualTo(
            """
            p  %s
              tensor        (-inf, inf)         state m
              tensor        [0, inf)            state v
              tensor  dead  [0, 1]              state dead
              tensor        (-inf, inf)         m = interp(g, m, beta)
              tensor        [0, inf)            v = interp(g * g, v, beta)
              tensor  dead  [0, 1]              dead = tanh(v)
              tensor        [0, inf)            size = abs(sqrt(v / (1 - power(beta, step))))
              tensor        (-inf, inf) or NaN  update = m / size * lr
            4 of 5 statements matter, 2 of 3 states
            class        elementwise
            state        8 bytes per parameter
            reads        16 bytes per parameter and step
            writes       12 bytes per parameter and step
            flops        12 per parameter and step
            fingerprint  %s
            warning      7:14: may be NaN: divides by what may be 0 in m / size
            without what is redundant:
              def p(w, g, m, v, lr, step, beta=0.9):
              return update, m, v
            where all values are finite:
              size = sqrt(v / (1 - power(beta, step)))
            """
                .formatted(Hash.of(program), Fingerprint.of(program)));
  }

  @Test
  void kindsBetweenLeafAndTensorHaveTheirPlace() {
    assertThat(Cli.run("show", "novograd").out())
        .contains("  leaf          [0, inf)     state v\n");
  }

  /** The warnings that are known. A program that is not here has none. */
  private static final Map<String, String> WARNINGS =
      Map.of(
          // True: a rate and a gradient of zero, and a rate above 1.
          "paper_found", "c / global_norm(x); arcsin(g)",
          // False: that v stays positive, since it is compared with g2 first, no range shows.
          "yogi", "sqrt(v_hat)",
          // False before the limit: with the steps, the share of what is above eps1 goes to 0.
          "adafactor",
              "rows / mean(rows); gradient / sqrt(rows / mean(rows));"
                  + " gradient / sqrt(rows / mean(rows)) / sqrt(columns); gradient / sqrt(v)",
          // False: the next call takes the quotient only where the divisor is above 0.
          "perpgrad", "norm(gradient) / norm(across)",
          // False: so it is here, and d is above 0 from the first step on.
          "prodigy", "lr * d * m / (sqrt(v) + d * eps); r / length",
          // False: no range shows that eps is on the diagonal.
          "shampoo", "5 / (2 * norm(a)); 5 / (2 * norm(a_1))");

  @Test
  void theLibraryHasNoOtherWarningsThanTheseKnown() {
    for (String name : Library.names()) {
      String warnings =
          Intervals.of(Library.optimizer(name).program()).warnings().stream()
              .map(warning -> warning.text().replaceAll(".* in (?=[^ ])", ""))
              .collect(Collectors.joining("; "));
      assertThat(warnings).as(name).isEqualTo(WARNINGS.getOrDefault(name, ""));
    }
  }
}
