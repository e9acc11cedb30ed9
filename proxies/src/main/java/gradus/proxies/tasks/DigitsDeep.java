package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Handwriting;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Shape;

/** Handwritten digits and a deep and narrow perceptron, where rules that look at signs do well. */
public final class DigitsDeep implements Family {

  /** Found by its name. */
  public DigitsDeep() {}

  @Override
  public String name() {
    return "digits-deep";
  }

  @Override
  public Task at(Scale scale) {
    int hidden = scale.of(8, 16, 32, 64);
    int depth = scale.of(2, 4, 8, 16);
    return new Supervised(
        name(),
        "handwritten digits of 8 x 8 pixels, perceptron 64-%dx%d-10".formatted(hidden, depth),
        scale,
        Metric.ACCURACY,
        Shape.of(Handwriting.PIXELS),
        Layers.perceptron(depth, hidden, Handwriting.CLASSES),
        new CrossEntropy(),
        Handwriting.digits(),
        scale.of(16, 256, 256, 256),
        scale.of(20, 400, 800, 1200));
  }
}
