package gradus.library.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Definition;
import gradus.grammar.Dialect;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.ProgramException;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportersTest {
  /** A new function that is not made of others needs a line in each table. */
  @ParameterizedTest
  @ValueSource(strings = {"torch", "numpy", "latex"})
  void everyFunctionIsSpelled(String framework) {
    Spellings spellings = Spellings.of(framework);
    List<Function> missing =
        Functions.standard().all().stream()
            .filter(function -> !(function.definition() instanceof Definition.Refused))
            .filter(function -> !(function.definition() instanceof Definition.Body))
            .filter(function -> !spellings.knows(function))
            .toList();
    assertThat(missing).isEmpty();
  }

  static Stream<Exporter> exporters() {
    return Exporters.all().stream();
  }

  /** What every exporter keeps to: files with a name and an end, and the same text each time. */
  @ParameterizedTest
  @MethodSource("exporters")
  void writesWholeFiles(Exporter exporter) {
    assertThat(exporter.name()).matches("[a-z0-9]+");
    for (String name : List.of("sgd", "lion", "adamw", "muon")) {
      if (exporter.name().equals("dl4j") && name.equals("muon")) {
        continue; // refused, as ExportedDl4jTest has it
      }
      List<SourceFile> files = exporter.export(Library.optimizer(name), "Some");
      assertThat(files).isNotEmpty().isEqualTo(exporter.export(Library.optimizer(name), "Some"));
      assertThat(files)
          .allSatisfy(file -> {
            assertThat(file.name()).matches("[A-Za-z_]+\\.[a-z]+");
            assertThat(file.text()).endsWith("\n").doesNotContain("\t");
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch, lion, Lion, lion.py",
    "optax, adamw, AdamW, adamw_optax.py",
    "keras, adamw, AdamW, adamw_keras.py",
    "latex, adamw, AdamW, adamw.tex",
    "markdown, lion, Lion, lion.md",
    "dl4j, lion, Lion, Lion.java.txt"
  })
  void looksAsItWasReviewed(String framework, String name, String type, String golden)
      throws IOException {
    SourceFile file = Exporters.named(framework).export(Library.optimizer(name), type).getFirst();
    assertThat(file.text()).isEqualTo(golden(golden));
  }

  private static String golden(String name) throws IOException {
    try (InputStream stream = ExportersTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatMattersToNobodyIsLeftOut() {
    String text = pytorch("paper_found");
    assertThat(text)
        .doesNotContain("cosh")
        .contains("    abs_m = torch.sqrt(m2)\n    update = m / (abs_m + 1e-8)\n");
  }

  @Test
  void loopsAreLoopsAgain() {
    assertThat(pytorch("muon"))
        .contains(
            """
                if weight.ndim == 2:
                    for _ in range(5):
                        a = x @ x.T
                        x = 3.4445 * x + (2.0315 * a @ a - 4.775 * a) @ x
            """);
  }

  @Test
  void aGuardStaysWhereItIsNeeded() {
    String text =
        export(
            "pytorch",
            "def p(w, g, v, lr):\n    v = interp(g, v, 0.9)\n"
                + "    return guarded_divide(g, guarded_sqrt(v)) * lr, v\n");
    assertThat(text).contains("g / (torch.sqrt(torch.abs(v)) + 1e-8)");
  }

  @Test
  void namesThatPythonOrTheFileNeedsAreChanged() {
    String text =
        export(
            "pytorch",
            "def p(self, torch, lambda, __init, rate, group=0.5, lr=2):\n"
                + "    lambda = lambda + torch * group\n"
                + "    add = sqrt(abs(lambda)) + lr\n"
                + "    __init = __init + self\n"
                + "    return (add + __init) * rate, lambda, __init\n");
    assertThat(text)
        .contains("def _update(self_, torch_, lambda_, init, lr, group_, lr_):")
        .contains("def __init__(self, params, lr=1, group_=0.5, lr_=2, *,");
  }

  @Test
  void whatKerasCannotDoIsRefusedWithItsPlace() {
    assertThatThrownBy(() ->
            export(
                "keras",
                "def p(w, g, lr):\n    g = clip(g, 1)\n    u = g / global_norm(w)\n"
                    + "    return u * lr\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            """
            my.gradus:2:9: cannot be exported; found clip(g, 1); allowed: what each tensor knows by itself, since Keras updates one variable at a time
            my.gradus:3:13: cannot be exported; found global_norm(w); allowed: what each tensor knows by itself, since Keras updates one variable at a time\
            """);
  }

  @Test
  void whatIsDeadIsNotRefused() {
    assertThat(export("keras", "def p(w, g, lr):\n    n = global_norm(g)\n    return g * lr\n"))
        .doesNotContain("n =");
  }

  @Test
  void evidenceComesFromTheHeader() {
    String text =
        export(
            "markdown",
            "# find_7: found by a search on digits\n# Source: run 1\n# Learning rate: 0.1\n"
                + "# Better than adamw on two tasks.\n# Select loss: 0.0878 +- 0.0026\n"
                + "def p(w, g, lr):\n    return g * lr\n");
    assertThat(text)
        .contains("# Some\n\nfind_7: found by a search on digits.\n\nSource: run 1\n")
        .endsWith(
            "## Evidence\n\nBetter than adamw on two tasks.\n\n| | |\n|---|---|\n"
                + "| Select loss | 0.0878 +- 0.0026 |\n");
  }

  @Test
  void unknownFrameworksAreToldTheKnown() {
    assertThatThrownBy(() -> Exporters.named("pytroch"))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "gradus: unknown framework; found 'pytroch'; allowed: pytorch (did you mean that?)");
  }

  @Test
  void classesAreNamedAfterPrograms() {
    assertThat(
            Stream.of("lion", "cautious_lion", "find_1153", "_", "x__y").map(Exporters::className))
        .containsExactly("Lion", "CautiousLion", "Find1153", "Rule", "XY");
  }

  private static String pytorch(String name) {
    return Exporters.named("pytorch").export(Library.optimizer(name), "Some").getFirst().text();
  }

  private static String export(String framework, String text) {
    Optimizer optimizer = Optimizer.of("my.gradus", text, Dialect.STANDARD);
    return Exporters.named(framework).export(optimizer, "Some").getFirst().text();
  }
}
