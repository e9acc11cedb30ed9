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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                m = interp(g, m, beta)
                v = interp(g * g, v, beta)
                size = abs(sqrt(v / (1 - power(beta, step))))
                update = m / size * lr
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

  /** All but that of yogi are true; there v stays positive since v and g2 are compared first. */
  @Test
  void theLibraryIsFreeOfFalseWarningsButForOne() {
    Map<String, List<String>> warned = new TreeMap<>();
    for (String name : Library.names()) {
      List<String> warnings =
          Intervals.of(Library.optimizer(name).program()).warnings().stream()
              .map(Intervals.Warning::text)
              .toList();
      if (!warnings.isEmpty()) {
        warned.put(name, warnings);
      }
    }
    assertThat(warned)
        .isEqualTo(
            Map.of(
                "paper_found",
                List.of(
                    "may be NaN: divides by what may be 0 in c / global_norm(x)",
                    "may be NaN: the argument may lie outside -1 to 1 in arcsin(g)"),
                "yogi",
                List.of("may be NaN: the argument may be below 0 in sqrt(v_hat)")));
  }
}
