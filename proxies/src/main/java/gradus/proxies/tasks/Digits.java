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
 * Handwritten digits, told apart by a perceptron with one hidden layer: the smallest task on real
 * data.
 */
public final class Digits implements Family {

  /** Found by its name. */
  public Digits() {}

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public Task at(Scale scale) {
    int hidden = scale.of(8, 64, 160, 400);
    return new Supervised(
        name(),
        "handwritten digits of 8 x 8 pixels, perceptron 64-%d-10".formatted(hidden),
        scale,
        Metric.ACCURACY,
        Shape.of(Handwriting.PIXELS),
        Layers.perceptron(1, hidden, Handwriting.CLASSES),
        new CrossEntropy(),
        Handwriting.digits(),
        scale.of(16, 64, 64, 64),
        scale.of(20, 400, 1600, 6400));
  }
}
