package gradus.search;

import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Simplifier;
import gradus.interpreter.Listing;
import gradus.interpreter.RuleEngine;
import gradus.proxies.Outcome;
import gradus.proxies.Outcome.Category;
import gradus.proxies.Part;
import gradus.proxies.Score;
import gradus.proxies.Task;
import gradus.proxies.Tensor;
import gradus.proxies.Trainer;
import gradus.proxies.Training;
import java.util.List;

/** Trains a task with programs, one after another. It serves one thread. */
public final class Evaluator implements AutoCloseable {
  private final Training training;
  private final RuleEngine engine;
  private final Listing listing;

  private Evaluator(Training training, RuleEngine engine, Listing listing) {
    this.training = training;
    this.engine = engine;
    this.listing = listing;
  }

  /**
   * An evaluator for many programs.
   *
   * @param task what to train
   * @return an evaluator with memory of its own
   */
  public static Evaluator of(Task task) {
    return new Evaluator(task.training(), RuleEngine.forManyPrograms(shapes(task)), null);
  }

  /**
   * An evaluator with an engine of its own.
   *
   * @param task what to train
   * @param engine the engine, for the {@link #shapes} of the task; closed with the evaluator
   * @return an evaluator that leaves dead code out
   */
  public static Evaluator of(Task task, RuleEngine engine) {
    return new Evaluator(task.training(), engine, null);
  }

  /**
   * An evaluator for one program that is looked at while it trains.
   *
   * @param task what to train
   * @param engine the engine, for the {@link #shapes} of the task; closed with the evaluator
   * @param listing what the program was read from
   * @return an evaluator that runs the program as it is written, dead code included
   */
  public static Evaluator watched(Task task, RuleEngine engine, Listing listing) {
    return new Evaluator(task.training(), engine, listing);
  }

  /**
   * The tensors of a task, as programs see them.
   *
   * @param task any task
   * @return their names and shapes
   */
  public static Shapes shapes(Task task) {
    return new Shapes(
        task.tensors().stream().map(Tensor::name).toList(),
        task.tensors().stream().map(Tensor::shape).toList());
  }

  /**
   * One training.
   *
   * @param program the update rule
   * @param trainer steps, learning rate and schedule
   * @param seed where the initial weights and the order of the batches come from
   * @return what it came to
   */
  public Outcome train(Program program, Trainer trainer, long seed) {
    if (listing == null) {
      engine.begin(Simplifier.withoutDead(program));
    } else {
      engine.begin(program, listing);
    }
    return trainer.run(
        training, (weights, gradients, rate, step) -> engine.step(weights, gradients, rate), seed);
  }

  /**
   * One training with each of some trainers, from the same seed.
   *
   * @param program the update rule
   * @param trainers such as differ in the learning rate, at least one
   * @param seed where the initial weights and the order of the batches come from
   * @return the outcome with the lowest loss; where none ended with one, that of the first; an
   *     interrupted one ends it
   */
  public Outcome best(Program program, List<Trainer> trainers, long seed) {
    Outcome best = null;
    for (Trainer trainer : trainers) {
      Outcome outcome = train(program, trainer, seed);
      if (outcome.category() == Category.INTERRUPTED) {
        return outcome;
      }
      best = best == null || isBetter(outcome, best) ? outcome : best;
    }
    return best;
  }

  private static boolean isBetter(Outcome one, Outcome other) {
    return one.category() == Category.TRAINED
        && (other.category() != Category.TRAINED || one.select().loss() < other.select().loss());
  }

  /**
   * How the weights of the last training do.
   *
   * @param part the examples to look at
   * @return loss and accuracy
   */
  public Score score(Part part) {
    return training.score(part);
  }

  @Override
  public void close() {
    engine.close();
  }
}
