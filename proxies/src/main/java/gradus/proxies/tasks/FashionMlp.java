package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Fashion;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Shape;

/** Pictures of clothes and a perceptron. */
public final class FashionMlp implements Family {

  /** Found by its name. */
  public FashionMlp() {}

  @Override
  public String name() {
    return "fashion-mlp";
  }

  @Override
  public Task at(Scale scale) {
    int hidden = scale.of(8, 128, 384, 1024);
    return new Supervised(
        name(),
        "clothes of 28 x 28 pixels, perceptron 784-%dx2-10".formatted(hidden),
        scale,
        Metric.ACCURACY,
        Shape.of(Fashion.SIDE * Fashion.SIDE),
        Layers.perceptron(2, hidden, Fashion.CLASSES),
        new CrossEntropy(),
        Fashion.source(
            scale.of(100, 10_000, 25_000, 50_000),
            scale.of(100, 4_000, 5_000, 10_000),
            scale.of(100, 5_000, 10_000, 10_000)),
        scale.of(16, 128, 128, 128),
        scale.of(20, 400, 1050, 2540));
  }
}
