package gradus.search.tidying;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.grammar.Hash;
import gradus.library.Library;
import gradus.library.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidyTest {
  static java.util.List<String> names() {
    return Library.names();
  }

  @Test
  void aFindLooksLikeTheLibrary() {
    Optimizer tidy = Tidy.of(Library.optimizer("adamw_search"));
    assertThat(tidy.text())
        .isEqualTo(
            """
            # AdamW as a search begins from it: no bias correction, the schedule applied last
            # Source: Chen et al., 2023, arXiv 2302.06675, the initial program of the search
            # Learning rate: 0.001
            def adamw_search(weight, gradient, momentum, second_moment, lr, beta1=0.9, beta2=0.999, decay=0.01):
                gradient_squared = square(gradient)
                momentum = interp(gradient, momentum, beta1)
                second_moment = interp(gradient_squared, second_moment, beta2)
                second_moment_root = guarded_sqrt(second_moment)
                update = guarded_divide(momentum, second_moment_root)
                weight_decay = weight * decay
                update = update + weight_decay
                update = update * lr
                return update, momentum, second_moment
            """);
    assertThat(Optimizer.of("again", tidy.text(), Dialect.STANDARD).program())
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(gradus.grammar.Place.class)
        .isEqualTo(tidy.program());
  }

  @ParameterizedTest
  @MethodSource("names")
  void onlyNamesChange(String name) {
    Optimizer known = Library.optimizer(name);
    assertThat(Hash.of(Naming.of(known.program()))).isEqualTo(Hash.of(known.program()));
    Optimizer tidy = Tidy.of(known);
    Optimizer again = Optimizer.of(name, tidy.text(), Dialect.STANDARD);
    assertThat(Hash.of(again.program())).isEqualTo(Hash.of(tidy.program()));
    LiftingTest.assertSame(
        known.program(), known.learningRate(), again.program(), again.learningRate());
  }
}
