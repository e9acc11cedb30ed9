package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest {
  private final Program start = Programs.start();
  private final Configuration configuration =
      Configuration.of(Programs.settings("population", "10", "tournament", "2"));
  private final RegularizedEvolution evolution =
      new RegularizedEvolution(
          configuration, SearchSpace.paper(60, configuration.learningRate()), List.of(start));

  @Test
  void beginsAsTheStartProgram() {
    Proposal first = evolution.propose(1, new SplittableRandom(1));
    assertThat(first.program()).isEqualTo(start);
    assertThat(first.parent()).isZero();
    evolution.take(individual(1, 0));
    assertThat(evolution.propose(2, new SplittableRandom(1)).parent()).isEqualTo(1);
  }

  @Test
  void theOldestLeaves() {
    for (int number = 1; number <= 11; number++) {
      evolution.take(individual(number, number == 1 ? 100 : 0));
    }
    // The population held 1 ten times; ten children later the best of all is gone.
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      assertThat(evolution.propose(12, random).parent()).isBetween(2, 11);
    }
  }

  @Test
  void theParentIsTheBetterOfTwoDrawnByChance() {
    for (int number = 1; number <= 11; number++) {
      evolution.take(individual(number, number));
    }
    SplittableRandom random = new SplittableRandom(3);
    int draws = 4000;
    int best = 0;
    int worst = 0;
    for (int i = 0; i < draws; i++) {
      int parent = evolution.propose(12, random).parent();
      best += parent == 11 ? 1 : 0;
      worst += parent == 2 ? 1 : 0;
    }
    // Of ten, the best wins with probability 1 - 0.9^2, the worst with 0.1^2.
    assertThat(best / (double) draws).isCloseTo(0.19, within(0.02));
    assertThat(worst / (double) draws).isCloseTo(0.01, within(0.006));
  }

  @Test
  void aProgramWithoutFitnessDoesNotEnter() {
    for (int number = 1; number <= 100; number++) {
      evolution.take(individual(number, number == 1 ? -3 : Double.NEGATIVE_INFINITY));
    }
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100; i++) {
      assertThat(evolution.propose(101, random).parent()).isEqualTo(1);
    }
  }

  @Test
  void programsWithoutFitnessEnterUntilTheFirstHasOne() {
    for (int number = 1; number <= 11; number++) {
      evolution.take(individual(number, Double.NEGATIVE_INFINITY));
    }
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 100; i++) {
      assertThat(evolution.propose(12, random).parent()).isBetween(2, 11);
    }
    evolution.take(individual(12, -3));
    for (int number = 13; number <= 40; number++) {
      evolution.take(individual(number, Double.NEGATIVE_INFINITY));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(evolution.propose(41, random).parent()).isBetween(3, 12);
    }
  }

  @Test
  void aProgramWithoutFitnessThatEntersWinsAgainstNone() {
    RegularizedEvolution asInThePaper =
        new RegularizedEvolution(
            Configuration.of(Programs.settings("population", "10", "failures", "live")),
            SearchSpace.paper(60, configuration.learningRate()),
            List.of(start));
    for (int number = 1; number <= 11; number++) {
      asInThePaper.take(individual(number, number == 5 ? -3 : Double.NEGATIVE_INFINITY));
    }
    SplittableRandom random = new SplittableRandom(4);
    int fit = 0;
    for (int i = 0; i < 2000; i++) {
      fit += asInThePaper.propose(12, random).parent() == 5 ? 1 : 0;
    }
    assertThat(fit / 2000.0).isCloseTo(0.19, within(0.03));
  }

  @Test
  void aChildThatComputesWhatItsParentDoesIsACandidateUnlessItDies() {
    assertThat(equalsItsParent("live")).isBetween(50, 400);
    assertThat(equalsItsParent("die")).isZero();
  }

  /** How many of 500 children do. */
  private int equalsItsParent(String neutral) {
    RegularizedEvolution evolution =
        new RegularizedEvolution(
            Configuration.of(Programs.settings("population", "10", "neutral", neutral)),
            SearchSpace.paper(60, configuration.learningRate()),
            List.of(start));
    evolution.take(individual(1, 0));
    SplittableRandom random = new SplittableRandom(8);
    int equal = 0;
    for (int i = 0; i < 500; i++) {
      Proposal child = evolution.propose(2, random);
      assertThat(child.program()).isNotEqualTo(start);
      equal += child.hash().equals(Hash.of(start)) ? 1 : 0;
    }
    return equal;
  }

  @Test
  void startsWithAllOfSeveralPrograms() {
    List<Statement> fewer = new ArrayList<>(start.statements());
    fewer.remove(7);
    Program other = start.with(fewer);
    RegularizedEvolution several =
        new RegularizedEvolution(
            configuration,
            SearchSpace.paper(60, configuration.learningRate()),
            List.of(start, other));
    assertThat(several.founders()).isEqualTo(2);
    assertThat(several.propose(2, new SplittableRandom(1)).program()).isEqualTo(other);
    several.take(individual(1, 0));
    several.take(individual(2, 0));
    SplittableRandom random = new SplittableRandom(5);
    int first = 0;
    for (int i = 0; i < 2000; i++) {
      first += several.propose(3, random).parent() == 1 ? 1 : 0;
    }
    assertThat(first / 2000.0).isCloseTo(0.5, within(0.05));
  }

  @Test
  void becomesTheBestSoFarWhenNothingBetterComesUp() {
    RegularizedEvolution restarting =
        new RegularizedEvolution(
            Configuration.of(Programs.settings("population", "10", "restart", "30")),
            SearchSpace.paper(60, configuration.learningRate()),
            List.of(start));
    for (int number = 1; number <= 32; number++) {
      restarting.take(individual(number, number == 2 ? 5 : 0));
    }
    // Thirty children after the best one, which had long left, all are the best one.
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 100; i++) {
      assertThat(restarting.propose(33, random).parent()).isEqualTo(2);
    }
  }

  @Test
  void aProgramIsTheBestOnlyByAsManySeedsAsOthers() {
    RegularizedEvolution restarting =
        new RegularizedEvolution(
            Configuration.of(Programs.settings("population", "10", "restart", "30")),
            SearchSpace.paper(60, configuration.learningRate()),
            List.of(start));
    restarting.take(individual(1, 1));
    restarting.take(
        new Individual(2, start, Hash.of(start), new Losses(List.of(1.0), List.of(-9.0))));
    for (int number = 3; number <= 31; number++) {
      restarting.take(individual(number, 0));
    }
    assertThat(restarting.propose(32, new SplittableRandom(7)).parent()).isEqualTo(1);
  }

  private Individual individual(int number, double fitness) {
    double loss = fitness == Double.NEGATIVE_INFINITY ? Double.NaN : -fitness;
    return new Individual(
        number, start, Hash.of(start), new Losses(List.of(1.0), Collections.nCopies(3, loss)));
  }
}
