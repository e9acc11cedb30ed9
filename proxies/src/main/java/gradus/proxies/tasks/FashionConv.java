package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Fashion;
import gradus.proxies.engine.Convolution;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Flatten;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Shape;

/** Pictures of clothes and a convolutional network that steps by two instead of pooling. */
public final class FashionConv implements Family {

  /** Found by its name. */
  public FashionConv() {}

  @Override
  public String name() {
    return "fashion-conv";
  }

  @Override
  public Task at(Scale scale) {
    int first = scale.of(2, 16, 32, 64);
    return new Supervised(
        name(),
        "clothes of 28 x 28 pixels, convolutions 5 x 5 of %d and %d channels"
            .formatted(first, 2 * first),
        scale,
        Metric.ACCURACY,
        new Shape(Fashion.SIDE, Fashion.SIDE, 1),
        Network.of(
            new Convolution("first", first, 5, 2, 2),
            new Relu(),
            new Convolution("second", 2 * first, 5, 2, 2),
            new Relu(),
            new Flatten(),
            new Dense("output", Fashion.CLASSES)),
        new CrossEntropy(),
        Fashion.source(
            scale.of(100, 10_000, 25_000, 50_000),
            scale.of(100, 4_000, 5_000, 10_000),
            scale.of(100, 5_000, 10_000, 10_000)),
        scale.of(16, 64, 64, 64),
        scale.of(20, 400, 1070, 2760));
  }
}
