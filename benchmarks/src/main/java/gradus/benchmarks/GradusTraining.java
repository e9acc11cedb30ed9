package gradus.benchmarks;

import gradus.grammar.Simplifier;
import gradus.interpreter.RuleEngine;
import gradus.library.Library;
import gradus.proxies.Supervised;
import gradus.proxies.Training;
import gradus.search.Evaluator;

/**
 * A training as a search runs it: the update rule begins in the tree tier, and begins anew when the
 * steps of a training are done.
 */
final class GradusTraining implements AutoCloseable, Rounds.Work {
  /** Low, so that any number of steps is stable. */
  static final double RATE = 1e-4;

  private final Training training;
  private final RuleEngine engine;
  private final int length;
  private int done;

  GradusTraining(Supervised task) {
    training = task.training();
    training.start(1);
    engine = adamw(task);
    length = task.steps();
  }

  /** The library's AdamW. */
  static RuleEngine adamw(Supervised task) {
    RuleEngine engine = RuleEngine.forManyPrograms(Evaluator.shapes(task));
    engine.begin(Simplifier.withoutDead(Library.optimizer("adamw").program()));
    return engine;
  }

  @Override
  public void steps(long count) {
    for (long i = 0; i < count; i++) {
      if (done == length) {
        engine.begin(engine.program());
        done = 0;
      }
      done++;
      training.nextGradients();
      engine.step(training.weights(), training.gradients(), RATE);
    }
  }

  /** The weights now. */
  float[] weights() {
    return training.weights();
  }

  @Override
  public void close() {
    engine.close();
  }
}
