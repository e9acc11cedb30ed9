package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Handwriting;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Shape;

/**
 * Handwritten digits of which every fifth to train on bears a wrong label, and a deep perceptron
 * that could learn them by heart.
 */
public final class DigitsNoisy implements Family {

  private static final double WRONG = 0.2;

  /** Found by its name. */
  public DigitsNoisy() {}

  @Override
  public String name() {
    return "digits-noisy";
  }

  @Override
  public Task at(Scale scale) {
    int hidden = scale.of(8, 32, 64, 128);
    int depth = scale.of(2, 4, 6, 8);
    return new Supervised(
        name(),
        "handwritten digits, 20 %% of labels wrong, perceptron 64-%dx%d-10"
            .formatted(hidden, depth),
        scale,
        Metric.ACCURACY,
        Shape.of(Handwriting.PIXELS),
        Layers.perceptron(depth, hidden, Handwriting.CLASSES),
        new CrossEntropy(),
        Handwriting.noisy(WRONG),
        scale.of(16, 128, 128, 128),
        scale.of(20, 400, 880, 1760));
  }
}
