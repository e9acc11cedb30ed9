package gradus.search.validation;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.proxies.Scale;
import gradus.results.Candidate;
import gradus.search.Sample;
import gradus.search.validation.MetaValidation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Curves and journals that are made up. */
class MetaValidationTest {
  private static Point point(int at, double own, double... other) {
    List<Double> losses = new ArrayList<>();
    for (double loss : other) {
      losses.add(loss);
    }
    return new Point(
        at, at - 1, Map.of("digits", new Sample(List.of(own, own)), "deep", new Sample(losses)));
  }

  private static MetaValidation curve(Point... points) {
    return new MetaValidation(List.of(points), List.of("deep"));
  }

  @Test
  void saysWhereOverfittingBegins() {
    MetaValidation curve =
        curve(
            point(10, 1.0, 1.00, 1.10, 0.90),
            point(20, 0.8, 0.70, 0.80, 0.62),
            point(30, 0.6, 0.80, 0.91, 0.70),
            point(40, 0.4, 0.90, 1.02, 0.80));
    assertThat(curve.overfitting().map(Point::at)).contains(20);
    assertThat(curve.verdict()).contains("overfitting begins at candidate 20", "deep");
  }

  @Test
  void aDeclineThatIsNotShownIsNone() {
    MetaValidation noisy =
        curve(
            point(10, 1.0, 1.0, 1.1, 0.9),
            point(20, 0.8, 0.7, 0.8, 0.6),
            point(30, 0.4, 0.9, 0.5, 0.75));
    assertThat(noisy.overfitting()).isEmpty();
    assertThat(noisy.verdict()).isEqualTo("no overfitting is shown on deep");
    assertThat(curve(point(10, 1.0, 2, 3), point(20, 0.9, 1, 2)).overfitting()).isEmpty();
    assertThat(curve().verdict()).startsWith("nothing can be said");
  }

  @Test
  void keepsEveryPointAsALine() {
    assertThat(curve(point(10, 1.5, 1, 3)).csv())
        .isEqualTo(
            "candidate,best,task,loss,standard_error\n10,9,deep,2.0,1.0\n10,9,digits,1.5,0.0\n");
  }

  private static Candidate candidate(int number, String hash, double fitness, int trainings) {
    boolean trained = !Double.isNaN(fitness);
    return new Candidate(
        number,
        number - 1,
        "insert",
        "p",
        hash,
        trained ? "trained" : "not-finite",
        fitness,
        false,
        1,
        0,
        0,
        java.util.Collections.nCopies(trainings, 0.5));
  }

  private static FinishedRun again(FinishedRun run, Candidate last) {
    List<Candidate> journal = new ArrayList<>(run.candidates());
    journal.add(last);
    return new FinishedRun(
        run.tasks(), run.scale(), run.trainings(), run.starts(), run.finds(), journal);
  }

  @Test
  void takesTheBestThatHasAllItsTrainings() {
    List<Candidate> journal =
        List.of(
            candidate(1, "a", -9, 2),
            candidate(2, "b", Double.NaN, 1),
            candidate(3, "c", -1, 1), // promising, but trained once
            candidate(4, "d", -5, 2),
            candidate(5, "e", -7, 2),
            candidate(6, "c", -2, 1)); // the same again: now it has both
    FinishedRun run =
        new FinishedRun(List.of("digits"), Scale.TINY, 2, List.of(), List.of(), journal);
    Map<Integer, Candidate> best = MetaValidation.best(run, 3);
    assertThat(best.keySet()).containsExactly(2, 4, 6);
    assertThat(best.values()).extracting(Candidate::number).containsExactly(1, 4, 6);
    assertThat(MetaValidation.best(again(run, candidate(7, "c", -8, 2)), 7).get(7).number())
        .as("it had been lucky")
        .isEqualTo(4);
    assertThat(MetaValidation.best(again(run, candidate(7, "d", -5, 0)), 7).get(7).number())
        .as("from the cache")
        .isEqualTo(6);
    assertThat(MetaValidation.best(run, 20).keySet()).containsExactly(1, 2, 3, 4, 5, 6);
  }
}
