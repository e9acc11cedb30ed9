package gradus.benchmarks;

import gradus.interpreter.RuleEngine;
import gradus.proxies.Supervised;
import gradus.proxies.engine.Loss;
import gradus.proxies.engine.Model;
import java.util.List;

/** Whether two trainings compute the same, by the gradients and by losses after some updates. */
final class Agreement {
  private static final int UPDATES = 3;
  private static final double RATE = 1e-3;
  private static final double LOSS = 1e-5;
  private static final double GRADIENT = 1e-4;

  /** Where a gradient is zero but for rounding, AdamW makes steps of full size in any direction. */
  private static final double UPDATED = 1e-3;

  private final Supervised task;
  private final Batch batch;
  private final Model model;
  private final Loss.Judge judge;

  private Agreement(Supervised task, float[] weights, Batch batch) {
    this.task = task;
    this.batch = batch;
    model = Model.of(task.network(), task.input(), task.batch());
    judge = task.loss().open(model.output());
    System.arraycopy(weights, 0, model.weights(), 0, weights.length);
    System.arraycopy(batch.inputs(), 0, model.input().values().values(), 0, batch.inputs().length);
  }

  /**
   * Compares libtorch's with ours.
   *
   * @param task what is trained
   * @param weights where both start from
   * @param batch on which both are
   * @throws Effect.WrongEffect if they differ
   */
  static void check(Supervised task, float[] weights, Batch batch) {
    Agreement ours = new Agreement(task, weights, batch);
    try (TorchTraining peer = new TorchTraining(task, weights, List.of(batch));
        RuleEngine engine = GradusTraining.adamw(task)) {
      double loss = ours.differentiate();
      double[] distances = peer.distances(ours.model.gradients());
      for (int i = 0; i < distances.length; i++) {
        ours.expect("gradient by " + task.tensors().get(i).name(), distances[i], GRADIENT);
      }
      ours.expect("loss", Math.abs(peer.step(RATE) - loss) / loss, LOSS);
      for (int update = 1; update <= UPDATES; update++) {
        engine.step(ours.model.weights(), ours.model.gradients(), RATE);
        loss = ours.differentiate();
        double difference = Math.abs(peer.step(RATE) - loss) / loss;
        ours.expect("loss after %d updates".formatted(update), difference, UPDATED);
      }
    }
  }

  private double differentiate() {
    model.pass().forward();
    int rows = batch.targets().length;
    double sum = judge.differentiate(batch.targets(), rows);
    model.pass().backward();
    return sum / rows;
  }

  private void expect(String what, double difference, double allowed) {
    if (!(difference <= allowed)) {
      throw new Effect.WrongEffect(
          "libtorch computes another %s: the %s differs by %.1e; allowed: %.0e"
              .formatted(task.name(), what, difference, allowed));
    }
  }
}
