package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.truffle.api.debug.DebugScope;
import com.oracle.truffle.api.debug.DebugValue;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What profilers see of a program. */
class ToolsTest {
  private static final String TEXT =
      """
      # The comment moves the lines.
      def slow(w, g, m, lr):
          m = interp(g, m, 0.9)

          u = sin(cos(tan(m))) * exp(sin(w))
          u = u * lr
          return u, m
      """;

  @Test
  void aDebuggerSeesVariablesAndMayOpenThem() {
    String text =
        """
        def p(w, g, left, lr, beta=0.5):
            left = g @ transpose(g)
            n = norm(g)
            u = if_matrix(left @ g, g) * beta
            return u * lr, left
        """;
    Shapes shapes = new Shapes(List.of("a", "b"), List.of(List.of(2, 3), List.of(2)));
    List<String> seen = new ArrayList<>();
    try (RuleEngine engine = RuleEngine.of(shapes);
        DebuggerSession session =
            Debugger.find(engine.engine())
                .startSession(event -> {
                  DebugScope scope = event.getTopStackFrame().getScope();
                  seen.add(
                      event.getSourceSection().getCharacters().toString().strip()
                          + ": "
                          + describe(scope));
                  event.prepareStepOver(1);
                })) {
      session.suspendNextExecution();
      engine.begin(Parser.program("p", text), new Listing("p.gradus", text, Optional.empty()));
      float[] weights = new float[8];
      float[] gradients = {1, 0, 2, 0, 1, 0, 3, 4};
      engine.step(weights, gradients, 0.25);
    }
    String tensors =
        "w=tensor min 0.000, mean 0.000, max 0.000, norm 0.000;"
            + " g=tensor min 0.000, mean 1.375, max 4.000, norm 5.568; left=rows x rows ";
    String left = "min 0.000, mean 1.500, max 5.000, norm 5.099; lr=0.25; beta=0.5";
    String norms = "; n=leaf {a=2.449489742783178, b=5.0}";
    assertThat(seen)
        .containsExactly(
            "left = g @ transpose(g): "
                + tensors
                + "min 0.000, mean 0.000, max 0.000, norm 0.000; lr=0.25; beta=0.5",
            "n = norm(g): " + tensors + left,
            "u = if_matrix(left @ g, g) * beta: " + tensors + left + norms,
            "return u * lr, left: "
                + tensors
                + left
                + norms
                + "; u=tensor min 0.000, mean 1.438, max 5.000, norm 6.144");
  }

  private static String describe(DebugScope scope) {
    List<String> values = new ArrayList<>();
    for (DebugValue value : scope.getDeclaredValues()) {
      values.add(value.getName() + "=" + value.toDisplayString());
    }
    return String.join("; ", values);
  }

  @Test
  void theSamplerNamesTheLinesOfTheProgram() {
    Program program = Parser.program("slow", TEXT);
    int length = 100_000;
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = new float[length];
    float[] gradients = new float[length];
    for (int i = 0; i < length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
      gradients[i] = (float) random.nextDouble(-1, 1);
    }
    try (RuleEngine engine = RuleEngine.profiled(Shapes.vectors(List.of(length)))) {
      engine.begin(program, new Listing("slow.gradus", TEXT, Optional.empty()));
      long end = System.nanoTime() + 3_000_000_000L;
      while (System.nanoTime() < end) {
        engine.step(weights, gradients, 0.01);
      }
      List<LineTime> lines = engine.profile();
      // What belongs to no statement counts for the whole text, which begins at line 1.
      assertThat(lines).extracting(LineTime::line).isSubsetOf(1, 3, 5, 6);
      LineTime slowest =
          lines.stream().max(java.util.Comparator.comparing(LineTime::samples)).orElseThrow();
      assertThat(slowest.line()).isEqualTo(5);
      assertThat(slowest.text()).isEqualTo("u = sin(cos(tan(m))) * exp(sin(w))");
      assertThat(slowest.samples()).isGreaterThan(100);
    }
  }
}
