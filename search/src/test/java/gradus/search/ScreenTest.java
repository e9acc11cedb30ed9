package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Flattener;
import gradus.grammar.Parser;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  @Test
  void passesEveryElementwiseOptimizerOfTheLibrary() {
    // Matrices are none of its business, and these two take steps along other directions at first.
    List<String> others = List.of("muon", "shampoo", "paper_found");
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      if (!others.contains(optimizer.name())) {
        assertThat(Screen.refusal(SearchForm.of(optimizer, Configuration.LearningRate.LOCKED)))
            .as(optimizer.name())
            .isEmpty();
      }
    }
  }

  @Test
  void refusesWhatNoTrainingCanSave() {
    assertThat(refusal("update = log(0 * g)")).isEqualTo("not-finite");
    assertThat(refusal("update = w * 0.1")).isEqualTo("ignores-gradient");
    assertThat(refusal("update = -g")).isEqualTo("no-descent");
    assertThat(refusal("update = square(g)")).isEqualTo("no-descent");
  }

  @Test
  void passesWhatIsFiniteForSmallGradientsOnly() {
    assertThat(refusal("update = arcsin(g)")).isEmpty();
  }

  private static String refusal(String line) {
    String text =
        "def p(w, g, lr):\n    " + line + "\n    update = update * lr\n    return update\n";
    return Screen.refusal(Flattener.flatten(Parser.program("p", text)));
  }
}
