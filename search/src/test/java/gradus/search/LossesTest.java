package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
  @Test
  void severalTasksCountByTheLogarithmsOfTheirMeans() {
    Losses losses = new Losses(List.of(1.0, 1.0), List.of(0.1, 2.0, 0.3, 4.0));
    assertThat(losses.rounds()).isEqualTo(2);
    assertThat(losses.fitness()).isCloseTo(-(Math.log(0.2) + Math.log(3)) / 2, within(1e-15));
    assertThat(losses.byRound().mean())
        .isCloseTo(-(Math.log(0.1) + Math.log(2) + Math.log(0.3) + Math.log(4)) / 4, within(1e-15));
  }

  @Test
  void aTaskCountsByItsWeight() {
    Losses losses = new Losses(List.of(1.0, 4.0), List.of(0.1, 2.0));
    assertThat(losses.fitness()).isCloseTo(-(Math.log(0.1) + 4 * Math.log(2)) / 5, within(1e-15));
    Losses firstBetter = new Losses(List.of(1.0, 4.0), List.of(0.09, 2.0 / 0.95));
    assertThat(firstBetter).as("10 % less of one, 5 % more of four").isLessThan(losses);
    Losses equal = new Losses(List.of(1.0, 1.0), List.of(0.1, 2.0));
    assertThat(new Losses(List.of(1.0, 1.0), List.of(0.09, 2.0 / 0.95))).isGreaterThan(equal);
  }

  @Test
  void aSingleTaskCountsByItsMeanWhateverItsWeight() {
    assertThat(new Losses(List.of(7.0), List.of(0.5, 0.7)).fitness()).isEqualTo(-0.6);
    assertThat(new Losses(List.of(7.0), List.of(0.5, Double.NaN)).fitness()).isNaN();
  }
}
