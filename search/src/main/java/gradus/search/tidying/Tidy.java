package gradus.search.tidying;

import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.library.Optimizer;

/** Writes a find as the library would: without what is redundant, named, with hyperparameters. */
public final class Tidy {
  private Tidy() {}

  /**
   * Tidies a program without a training. It computes what it did, but for the rounding of its
   * learning rate.
   *
   * @param find a program with its header; not changed
   * @return the tidy one, with the learning rate in its header
   */
  public static Optimizer of(Optimizer find) {
    Program named = Naming.of(Simplifier.simplify(find.program()));
    Lifting.Lifted lifted = Lifting.of(named, find.learningRate());
    return find.with(lifted.program(), lifted.learningRate());
  }
}
