package gradus.search.report;

import gradus.results.Candidate;
import gradus.results.RunStore;
import java.util.ArrayList;
import java.util.LinkedList;
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
    LinkedList<Candidate> line = new LinkedList<>();
    for (int ancestor = number; ancestor > 0; ancestor = line.getFirst().parent()) {
      line.addFirst(store.candidate(ancestor));
    }
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
