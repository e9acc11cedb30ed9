package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Handwriting;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Distance;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Shape;

/** Handwritten digits through a bottleneck. */
public final class Autoencoder implements Family {

  /** Found by its name. */
  public Autoencoder() {}

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public Task at(Scale scale) {
    int wide = scale.of(8, 128, 256, 512);
    int middle = scale.of(6, 32, 64, 128);
    int code = scale.of(4, 8, 12, 16);
    return new Supervised(
        name(),
        "handwritten digits of 8 x 8 pixels, autoencoder 64-%d-%d-%d and back"
            .formatted(wide, middle, code),
        scale,
        Metric.LOSS,
        Shape.of(Handwriting.PIXELS),
        Network.of(
            new Dense("encode1", wide),
            new Relu(),
            new Dense("encode2", middle),
            new Relu(),
            new Dense("code", code, 1),
            new Dense("decode2", middle, 1),
            new Relu(),
            new Dense("decode1", wide),
            new Relu(),
            new Dense("image", Handwriting.PIXELS, 1)),
        Distance.SQUARED,
        Handwriting.images(),
        scale.of(16, 128, 128, 128),
        scale.of(20, 600, 2200, 7500));
  }
}
