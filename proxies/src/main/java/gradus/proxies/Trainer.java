package gradus.proxies;

import gradus.proxies.Outcome.Category;
import gradus.proxies.engine.Model;

/**
 * The training loop: gradients, learning rate, update, until the steps are done.
 *
 * @param steps the number of updates, at least 1
 * @param learningRate the peak learning rate
 * @param schedule the factor on the peak at every step
 * @param progress told of every step
 * @param hurdle where a hopeless training ends
 */
public record Trainer(
    int steps, double learningRate, Schedule schedule, Progress progress, Hurdle hurdle) {

  /** Refuses a training without steps and a learning rate that is not a finite number. */
  public Trainer {
    if (steps < 1) {
      throw new IllegalArgumentException("steps: found %d; allowed from 1".formatted(steps));
    }
    if (!Double.isFinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning rate: found %s; allowed is any finite number".formatted(learningRate));
    }
  }

  /**
   * A trainer that reports to nobody.
   *
   * @param steps the number of updates, at least 1
   * @param learningRate the peak learning rate
   * @param schedule the factor on the peak at every step
   * @return the trainer
   */
  public static Trainer of(int steps, double learningRate, Schedule schedule) {
    return new Trainer(steps, learningRate, schedule, Progress.NONE, Hurdle.NONE);
  }

  /**
   * The same trainer with a listener.
   *
   * @param listener told of every step
   * @return the trainer
   */
  public Trainer reporting(Progress listener) {
    return new Trainer(steps, learningRate, schedule, listener, hurdle);
  }

  /**
   * The same trainer with a hurdle.
   *
   * @param other where a hopeless training ends
   * @return the trainer
   */
  public Trainer over(Hurdle other) {
    return new Trainer(steps, learningRate, schedule, progress, other);
  }

  /**
   * Trains once. The weights it ended with stay in the training and may be scored further.
   *
   * @param training the memory to train in
   * @param rule a fresh update rule
   * @param seed decides the initial weights and the order of the batches
   * @return how it ended, for any behaviour of the rule short of an exception
   */
  public Outcome run(Training training, UpdateRule rule, long seed) {
    training.start(seed);
    float[] weights = training.weights();
    Score start = training.score(Part.SELECT);
    double loss = Double.NaN;
    int hurdleStep = hurdle.step(steps);
    for (int step = 1; step <= steps; step++) {
      if (Thread.currentThread().isInterrupted()) {
        return new Outcome(Category.INTERRUPTED, step - 1, loss, start, Score.NONE);
      }
      loss = training.nextGradients();
      if (!Double.isFinite(loss)) {
        return new Outcome(Category.NOT_FINITE, step - 1, loss, start, Score.NONE);
      }
      rule.step(weights, training.gradients(), learningRate * schedule.at(step, steps), step);
      progress.step(step, loss);
      if (!Model.finite(weights)) {
        return new Outcome(Category.NOT_FINITE, step, loss, start, Score.NONE);
      }
      if (step == hurdleStep && !hurdle.isTaken(start, training.score(Part.SELECT))) {
        return new Outcome(Category.HOPELESS, step, loss, start, Score.NONE);
      }
    }
    Score select = training.score(Part.SELECT);
    return new Outcome(category(start, select), steps, loss, start, select);
  }

  private static Category category(Score start, Score select) {
    if (!Double.isFinite(select.loss())) {
      return Category.NOT_FINITE;
    }
    return select.loss() > start.loss() ? Category.WORSE_THAN_START : Category.TRAINED;
  }
}
