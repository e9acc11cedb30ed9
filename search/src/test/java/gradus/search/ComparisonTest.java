package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.proxies.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Sample LOSSES = new Sample(List.of(0.5, 0.7));

  private static List<String> lines(Metric metric, double a, double b) {
    Sample metrics = new Sample(List.of(a, b));
    Comparison.Row start = new Comparison.Row("start", LOSSES, metrics, LOSSES, metrics);
    Sample better = new Sample(List.of(0.3, 0.4));
    Comparison.Row find = new Comparison.Row("find", better, metrics, better, metrics);
    return new Comparison(metric, List.of(start, find)).text().lines().toList();
  }

  @Test
  void showsTheMetricOfTheTask() {
    List<String> lines = lines(Metric.ACCURACY, 90, 92);
    assertThat(lines.getFirst().trim().split(" {2,}"))
        .containsExactly("select loss", "accuracy %", "test loss", "accuracy %");
    assertThat(lines.get(1).split(" {2,}"))
        .containsExactly(
            "start", "0.6000 +- 0.1000", "91.00 +- 1.00", "0.6000 +- 0.1000", "91.00 +- 1.00");
    assertThat(lines(Metric.PERPLEXITY, 20, 21).getFirst()).contains("perplexity");
  }

  @Test
  void showsALossOnce() {
    List<String> lines = lines(Metric.LOSS, 0.5, 0.7);
    assertThat(lines.getFirst().trim().split(" {2,}")).containsExactly("select loss", "test loss");
    assertThat(lines.get(1).trim().split(" {2,}"))
        .containsExactly("start", "0.6000 +- 0.1000", "0.6000 +- 0.1000");
  }

  @Test
  void pairsBySeed() {
    assertThat(lines(Metric.LOSS, 0.5, 0.7).getLast())
        .isEqualTo("  find - start: -0.2500 +- 0.0500, -5.0 standard errors");
  }
}
