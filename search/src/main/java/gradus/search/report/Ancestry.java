package gradus.search.report;

import gradus.results.Candidate;
import gradus.results.RunStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How a candidate came to be: from the start of the search to it, one mutation after another. */
public final class Ancestry {
  private static final int CONTEXT = 1;

  /**
   * One step.
   *
   * @param candidate what was made
   * @param changes its lines beside those of its parent, without what is far from any change; all
   *     of its lines where it has no parent
   */
  public record Step(Candidate candidate, List<Changes.Line> changes) {}

  private Ancestry() {}

  /**
   * Goes back to the start.
   *
   * @param store the candidates of a run
   * @param number which one it is about
   * @return from the start to it
   */
  public static List<Step> of(RunStore store, int number) {
    int[] parents = new int[store.count() + 1];
    store.forEach(candidate -> parents[candidate.number()] = candidate.parent());
    return of(store, number, parents);
  }

  /** The same, where the parents are known already. */
  static List<Step> of(RunStore store, int number, int[] parents) {
    BitSet wanted = new BitSet();
    for (int ancestor = number; ancestor > 0; ancestor = parents[ancestor]) {
      wanted.set(ancestor);
    }
    List<Candidate> line = new ArrayList<>();
    store.forEach(candidate -> {
      if (wanted.get(candidate.number())) {
        line.add(candidate);
      }
    });
    List<Step> steps = new ArrayList<>();
    Listing parent = null;
    for (Candidate candidate : line) {
      Listing child = Listing.of(candidate.program());
      List<Changes.Line> changes =
          parent == null
              ? Changes.none(child)
              : Changes.near(Changes.between(parent, child), CONTEXT);
      steps.add(new Step(candidate, changes));
      parent = child;
    }
    return steps;
  }
}
