package gradus.search.tidying;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Dialect;
import gradus.grammar.Hash;
import gradus.grammar.Oracle;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.search.Configuration;
import gradus.search.Programs;
import gradus.search.SearchSpace;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidyTest {
  private static final int PARAMETERS = 5;

  static List<String> names() {
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
    Optimizer again = Optimizer.of("again", tidy.text(), Dialect.STANDARD);
    assertThat(Printer.print(again.program())).isEqualTo(Printer.print(tidy.program()));
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

  /** Programs as a search makes them: bit by bit the same, or a product rounded otherwise. */
  @Test
  void whatASearchWritesComputesWhatItDid() {
    SearchSpace space = SearchSpace.paper(40, Configuration.LearningRate.LOCKED);
    List<Mutation> mutations =
        List.of(new InsertStatement(), new ChangeArgument(), new InsertStatement());
    int folded = 0;
    for (int seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = Programs.start();
      for (int i = 0; i < 25; i++) {
        Mutation mutation = mutations.get(random.nextInt(mutations.size()));
        program = mutation.apply(program, space, random).filter(space::valid).orElse(program);
      }
      Optimizer find = Optimizer.of("find", Printer.print(program), Dialect.STANDARD);
      Optimizer tidy = Optimizer.of("find", Tidy.of(find).text(), Dialect.STANDARD);
      folded += tidy.learningRate() == 1 ? 0 : 1;
      assertThat(steps(tidy)).as(find.text() + tidy.text()).satisfies(same(steps(find), tidy));
    }
    assertThat(folded).isBetween(20, 280);
  }

  private static Consumer<double[]> same(double[] before, Optimizer tidy) {
    boolean exact = tidy.learningRate() == 1;
    return after -> {
      // Later steps of a program may magnify a rounding, so only bits are compared there.
      for (int i = 0; i < (exact ? before.length : PARAMETERS); i++) {
        double most = exact ? 0 : 1e-12 * Math.abs(before[i]);
        boolean equal = Double.compare(before[i], after[i]) == 0;
        assertThat(equal || Math.abs(before[i] - after[i]) <= most).as("" + i).isTrue();
      }
    };
  }

  /** The updates of three steps, one after the other. */
  private static double[] steps(Optimizer optimizer) {
    Random random = new Random(3);
    double[][] weights = {random.doubles(PARAMETERS, -1, 1).toArray()};
    Oracle oracle = Oracle.of(optimizer.program(), weights);
    double[] updates = new double[3 * PARAMETERS];
    for (int step = 0; step < 3; step++) {
      double[][] gradients = {random.doubles(PARAMETERS, -1, 1).toArray()};
      double[][] update = oracle.step(gradients, optimizer.learningRate() / (1 << step));
      System.arraycopy(update[0], 0, updates, step * PARAMETERS, PARAMETERS);
    }
    return updates;
  }
}
