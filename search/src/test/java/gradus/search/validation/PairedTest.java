package gradus.search.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.search.validation.Paired.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures of SciPy 1.17.1: {@code stats.ttest_rel(a, b)} and {@code stats.wilcoxon(a, b)}. */
class PairedTest {
  private static final List<Double> A = List.of(0.10, 0.12, 0.09, 0.11, 0.13, 0.08);
  private static final List<Double> B = List.of(0.15, 0.13, 0.12, 0.17, 0.151, 0.1);

  @Test
  void tellsHowSureADifferenceIs() {
    Paired paired = new Paired(A, B);
    assertThat(paired.difference().mean()).isCloseTo(-0.0318333, within(1e-6));
    assertThat(paired.errors()).isCloseTo(-4.041932027, within(1e-8));
    assertThat(paired.tTest()).isCloseTo(0.00990383, within(1e-6));
    assertThat(paired.wilcoxon()).isCloseTo(0.03125, within(1e-9));
    assertThat(paired.verdict()).isEqualTo(Verdict.WIN);
    assertThat(new Paired(B, A).verdict()).isEqualTo(Verdict.LOSS);
  }

  @Test
  void whatIsNotShownIsATie() {
    // 2.6 standard errors, but p is 0.12 with three seeds
    assertThat(new Paired(List.of(1.0, 2.0, 3.0), List.of(1.1, 2.5, 3.6)).verdict())
        .isEqualTo(Verdict.TIE);
    assertThat(new Paired(A, A).verdict()).isEqualTo(Verdict.TIE);
    assertThat(new Paired(A, A).tTest()).isEqualTo(1);
    assertThat(new Paired(A, A).wilcoxon()).isEqualTo(1);
    assertThat(new Paired(List.of(1.0), List.of(2.0)).verdict()).isEqualTo(Verdict.TIE);
  }

  @Test
  void whoFailsLoses() {
    List<Double> failed = List.of(0.0, 0.0, 0.0, Double.NaN, 0.0, 0.0);
    assertThat(new Paired(failed, A).verdict()).isEqualTo(Verdict.LOSS);
    assertThat(new Paired(A, failed).verdict()).isEqualTo(Verdict.WIN);
    assertThat(new Paired(failed, failed).verdict()).isEqualTo(Verdict.TIE);
    assertThat(new Paired(List.of(1.0, 1.0), List.of(2.0, 2.0)).verdict())
        .as("the same difference from every seed")
        .isEqualTo(Verdict.WIN);
  }
}
