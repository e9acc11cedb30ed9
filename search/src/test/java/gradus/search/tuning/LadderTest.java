package gradus.search.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.proxies.Scale;
import gradus.results.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of made-up trials; the figures were worked out by hand. */
class LadderTest {
  private final List<Trial> trials = new ArrayList<>();

  private void add(String optimizer, String scale, double rate, double... losses) {
    addOn("digits", optimizer, scale, rate, losses);
  }

  private void addOn(String task, String optimizer, String scale, double rate, double... losses) {
    for (String purpose : List.of(Trial.TUNE, Trial.RESULT)) {
      for (int i = 0; i < losses.length; i++) {
        boolean trained = !Double.isNaN(losses[i]);
        double test = purpose.equals(Trial.RESULT) ? 90 + losses[i] : Double.NaN;
        trials.add(
            new Trial(
                purpose,
                task,
                scale,
                64,
                400,
                optimizer,
                "hash" + rate,
                rate,
                "decay=0.1",
                i + 1,
                trained ? Trial.TRAINED : "not-finite",
                losses[i],
                90,
                test,
                test,
                0.5 + i));
      }
    }
  }

  private Ladder ladder() {
    add("adamw", "1", 0.1, 1, 2, 3); // mean 2, variance 1, standard error .577
    add("adamw", "1", 0.2, 5, 5, 5); // another choice, worse
    add("lion", "1", 0.3, 5, 6, 7);
    add("momentum", "1", 0.4, 3, 3, 3);
    add("sgd", "1", 0.5, 9, Double.NaN, 8); // fails on a seed: last
    add("adamw", "10", 0.1, 1, 1, 1);
    add("lion", "10", 0.1, 3, 3, 3);
    add("momentum", "10", 0.1, 2, 2, 2);
    add("sgd", "10", 0.1, 2.5, 2.5, 2.5);
    return new Ladder(Tuned.of(trials));
  }

  @Test
  void showsMetricsOfTheTestPart() {
    assertThat(ladder().results(List.of("adamw", "nosuch")))
        .isEqualTo(
            """
            | task | scale | weights | GFLOP | seconds | metric | adamw | nosuch |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | `digits` | 1 | 4,810 | 0.73 | 1.50 | accuracy | 92.00 % ± 0.58 % | – |
            | `digits` | 10 | 12,010 | 7 | 1.50 | accuracy | 91.00 % ± 0.00 % | – |
            """);
  }

  @Test
  void tellsGapsInStandardErrors() {
    // 4 / hypot(.577, .577) = 4.9; the deviation is 1.
    assertThat(ladder().gaps("adamw", "lion"))
        .contains("| `digits` | 1 | 2.000 | 6.000 | 4.9 | 0.25 |\n");
  }

  @Test
  void namesATaskOnceThoughTasksHaveNoEquality() {
    trials.clear();
    addOn("digits-noisy", "adamw", "1", 0.1, 1, 2, 3);
    addOn("digits-noisy", "lion", "1", 0.3, 5, 6, 7);
    String gaps = new Ladder(Tuned.of(trials)).gaps("adamw", "lion");
    assertThat(gaps.lines().filter(line -> line.contains("digits-noisy"))).hasSize(1);
  }

  @Test
  void ranksOptimizersAtBothScales() {
    // Ranks 1 3 2 4 and 1 4 2 3 in the order adamw, lion, momentum, sgd: 1 - 6 * 2 / (4 * 15) = .8
    assertThat(ladder().correlations(Scale.ONE, Scale.TEN))
        .endsWith(
            "| `digits` | 4 | 0.80 | 1.00 | 1.00 | adamw, momentum, lion | adamw, momentum, sgd |\n");
  }

  @Test
  void ranksOptimizersByHalvesOfTheSeeds() {
    // Means of the first and third seed 2 6 3 4.5, of the second 2 6 3 1, so ranks 1 4 2 3 and
    // 2 4 3 1: 1 - 6 * (1 + 0 + 1 + 4) / (4 * 15) = .4. At scale 10 all are alike.
    add("adamw", "1", 0.1, 1, 2, 3);
    add("lion", "1", 0.3, 5, 6, 7);
    add("momentum", "1", 0.4, 3, 3, 3);
    add("sgd", "1", 0.5, 4, 1, 5);
    List.of("adamw", "lion", "momentum", "sgd").forEach(name -> add(name, "10", 0.1, 1, 1, 1));
    assertThat(new Ladder(Tuned.of(trials)).correlations(Scale.ONE, Scale.TEN))
        .contains("| `digits` | 4 | – | 0.40 | – | ");
  }

  @Test
  void listsTheChoices() {
    assertThat(ladder().settings())
        .contains("| `digits` | 1 | adamw | 0.1 | decay=0.1 | 2 | 3 | 2.000 ± 0.58 |\n")
        .doesNotContain("| 0.2 |");
  }
}
