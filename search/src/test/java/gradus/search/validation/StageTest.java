package gradus.search.validation;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.library.Library;
import gradus.proxies.Scale;
import gradus.results.Trial;
import gradus.search.tuning.Plan;
import gradus.search.tuning.Tuned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of made-up trials. */
class StageTest {
  private final List<Trial> trials = new ArrayList<>();
  private final Contender find = Contender.known(Library.optimizer("tiger"));
  private final Contender adamw = Contender.known(Library.optimizer("adamw"));
  private final Contender lion = Contender.known(Library.optimizer("lion"));

  private void add(Contender contender, String task, double... losses) {
    for (String purpose : List.of(Trial.TUNE, Trial.RESULT)) {
      for (int i = 0; i < losses.length; i++) {
        boolean trained = !Double.isNaN(losses[i]);
        trials.add(
            new Trial(
                purpose,
                task,
                "1",
                64,
                400,
                contender.name(),
                "h",
                0.1,
                "",
                101 + i,
                trained ? Trial.TRAINED : "not-finite",
                losses[i],
                90,
                10 - losses[i],
                90,
                1));
      }
    }
  }

  private Stage stage(boolean test, String... tasks) {
    return new Stage(
        "Scale 1",
        List.of(tasks),
        Scale.ONE,
        List.of(find),
        List.of(adamw, lion),
        test,
        Tuned.of(trials));
  }

  @Test
  void aFindThatWinsOnceAndNeverLosesHoldsUp() {
    add(find, "digits", 1.0, 1.1, 1.2, 1.3);
    add(adamw, "digits", 2.0, 2.2, 2.1, 2.3);
    add(lion, "digits", 3.0, 3.2, 3.1, 3.3);
    add(find, "digits-deep", 1.0, 1.2, 1.4, 1.6);
    add(adamw, "digits-deep", 1.1, 1.1, 1.5, 1.5); // neither
    add(lion, "digits-deep", 5.0, 5.2, 5.5, 5.7);
    Stage stage = stage(false, "digits", "digits-deep");
    assertThat(stage.holds(find)).isTrue();
    assertThat(Account.verdicts(stage))
        .contains("tiger against adamw: 1 wins, 1 ties, 0 losses")
        .contains("tiger against lion: 2 wins, 0 ties, 0 losses", "**tiger holds up");
    assertThat(stage(true, "digits").holds(find)).as("by the loss on the test part").isFalse();
    assertThat(stage(false, "digits-deep").holds(find)).as("a tie is no win").isFalse();
  }

  @Test
  void aFindThatFailsLoses() {
    add(find, "digits", 1.0, Double.NaN, 1.2, 1.3);
    add(adamw, "digits", 2.0, 2.2, 2.1, 2.3);
    Stage stage = stage(false, "digits");
    assertThat(stage.count(find, adamw, Paired.Verdict.LOSS)).isEqualTo(1);
    assertThat(stage.count(find, lion, Paired.Verdict.WIN)).as("lion was not trained").isEqualTo(1);
    assertThat(stage.holds(find)).isFalse();
  }

  @Test
  void theAccountSaysWhatWasMeasured() {
    add(find, "digits", 1.0, 1.1, 1.2, 1.3);
    add(adamw, "digits", 2.0, 2.12, 2.24, 2.4);
    Account account = new Account(List.of(stage(false, "digits")), new Plan(Map.of(), 1, 4, 30));
    // differences -1, -1.02, -1.04 and -1.1; p-values of SciPy 1.17.1
    assertThat(account.text(16))
        .startsWith("# Validation\n\n16 trainings in all.")
        .contains("| `digits` | select | 1.150 ± 0.065 (90.00 %) |")
        .contains("| adamw | `digits` | -1.040 ± 0.022 | -48.1 | 2.0e-05 | 0.13 | win |")
        .contains("| lion | `digits` | – | – | – | – | win |");
    assertThat(account.evidence(find))
        .containsExactly(
            "digits 1: select loss 1.150 +- 0.065, against adamw: -1.040 +- 0.022, win");
    assertThat(find.optimizer().with(account.evidence(find)).text())
        .contains("# Learning rate: ", "# Evidence: digits 1: select loss 1.150 +- 0.065, against");
  }
}
