package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Flattener;
import gradus.grammar.Kinds;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.library.Library;
import gradus.search.Configuration.LearningRate;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final SearchSpace LOCKED = SearchSpace.paper(10, LearningRate.LOCKED);
  private static final SearchSpace WRITABLE = SearchSpace.paper(10, LearningRate.WRITABLE);

  @Test
  void hasTheFunctionsOfThePaperButTheOneThatNeverApplies() {
    assertThat(LOCKED.functions()).hasSize(44);
    assertThat(LOCKED.functions()).noneMatch(function -> function.name().equals("invert"));
  }

  @Test
  void aStartThatAppliesTheScheduleLastIsAdmitted() {
    assertThatCode(() -> LOCKED.admit("start", Programs.start())).doesNotThrowAnyException();
  }

  @Test
  void aStartThatWritesTheLearningRateNeedsAWritableOne() {
    Program program = program("lr = lr * 0.1", "update = g * lr");
    assertThatThrownBy(() -> LOCKED.admit("p.gradus", program))
        .isInstanceOf(SearchException.class)
        .hasMessage(
            "p.gradus: the schedule is not applied last; allowed: 'update = update * lr' as the"
                + " last statement and no other use of 'lr', or learning_rate: writable");
    assertThatCode(() -> WRITABLE.admit("p.gradus", program)).doesNotThrowAnyException();
  }

  @Test
  void aStartThatIsTooLongOrHasNoTensorForAnUpdateIsRefused() {
    Program number = program("update = norm(g) * 0", "update = dot(g, g) * lr");
    assertThatThrownBy(() -> WRITABLE.admit("p", number)).hasMessageContaining("not a tensor");
    SearchSpace small = SearchSpace.paper(1, LearningRate.WRITABLE);
    assertThatThrownBy(() -> small.admit("p", number))
        .hasMessage("p: start program too long; found 4 statements; allowed: at most 1");
  }

  @Test
  void aNameThatIsReadBeforeItIsAssignedIsInvalid() {
    Program program = program("a = g * 2", "update = a * lr");
    assertThat(WRITABLE.valid(program)).isTrue();
    assertThat(WRITABLE.valid(program.with(program.statements().subList(1, 2)))).isFalse();
    assertThat(WRITABLE.valid(program.with(program.statements().subList(0, 1)))).isFalse();
  }

  @Test
  void noMutationTakesUpTheStepWhereTheScheduleIsTheTrainers() {
    Program adam = SearchForm.of(Library.optimizer("adam"), LearningRate.LOCKED);
    String step = adam.step().orElseThrow();
    long before = reads(adam, step);
    assertThat(before).as("the corrections of the bias").isEqualTo(2);
    Kinds kinds = Kinds.of(adam);
    int end = adam.statements().size();
    assertThat(SearchSpace.paper(60, LearningRate.LOCKED).readable(adam, kinds, end))
        .doesNotContainKeys(step, adam.rate())
        .containsKeys(adam.weight(), adam.gradient());
    assertThat(SearchSpace.paper(60, LearningRate.READ_ONLY).readable(adam, kinds, end))
        .containsKeys(step, adam.rate());
  }

  private static long reads(Program program, String name) {
    return program.statements().stream()
        .map(Statement::value)
        .filter(Call.class::isInstance)
        .flatMap(value -> ((Call) value).arguments().stream())
        .filter(Variable.of(name)::equals)
        .count();
  }

  private static Program program(String... lines) {
    return Flattener.flatten(
        Parser.program(
            "p",
            "def p(w, g, lr):\n    " + String.join("\n    ", lines) + "\n    return update\n"));
  }
}
