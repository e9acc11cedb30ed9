package gradus.search;

import gradus.grammar.Program;
import gradus.search.mutation.ChangeConstant;
import gradus.search.mutation.Mutations;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Evolution of the constants of the start programs, whose statements stay as they are: what tuning
 * alone can reach, as the measure of what structure adds.
 */
public final class ConstantTuning implements Strategy {
  private final RegularizedEvolution evolution;

  /**
   * A population that consists of the start programs.
   *
   * @param configuration population, tournament and restarts
   * @param space what may be written
   * @param starts valid, flat programs of the space
   * @throws SearchException if one has no constant that matters
   */
  public ConstantTuning(Configuration configuration, SearchSpace space, List<Program> starts) {
    for (Program start : starts) {
      if (!ChangeConstant.applies(start, space)) {
        throw new SearchException(
            "strategy: %s has nothing to tune; found no constant; allowed: a program with constants that matter"
                .formatted(start.name()));
      }
    }
    evolution =
        new RegularizedEvolution(
            configuration, space, starts, Mutations.only(new ChangeConstant()));
  }

  @Override
  public Proposal propose(int number, RandomGenerator random) {
    return evolution.propose(number, random);
  }

  @Override
  public void take(Individual individual) {
    evolution.take(individual);
  }

  @Override
  public int founders() {
    return evolution.founders();
  }
}
