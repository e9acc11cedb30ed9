package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Fashion;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Layer;
import gradus.proxies.engine.Mean;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Patches;
import gradus.proxies.engine.Positions;
import gradus.proxies.engine.Shape;
import java.util.ArrayList;
import java.util.List;

/** Pictures of clothes and a vision transformer; at scale 1 the proxy of the paper. */
public final class FashionVit implements Family {

  /** Found by its name. */
  public FashionVit() {}

  @Override
  public String name() {
    return "fashion-vit";
  }

  @Override
  public Task at(Scale scale) {
    int depth = scale.of(1, 3, 6, 8);
    int units = scale.of(6, 96, 144, 256);
    int heads = scale.of(2, 3, 3, 4);
    return new Supervised(
        name(),
        "clothes of 28 x 28 pixels, transformer of %d layers, %d units, %d heads on patches of 7 x 7"
            .formatted(depth, units, heads),
        scale,
        Metric.ACCURACY,
        new Shape(Fashion.SIDE, Fashion.SIDE, 1),
        network(depth, units, heads),
        new CrossEntropy(),
        Fashion.source(
            scale.of(100, 10_000, 25_000, 50_000),
            scale.of(100, 4_000, 5_000, 10_000),
            scale.of(100, 5_000, 10_000, 10_000)),
        scale.of(16, 64, 64, 64),
        scale.of(20, 300, 660, 1590));
  }

  private static Network network(int depth, int units, int heads) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Patches(7));
    layers.add(new Dense("embed", units, 1));
    layers.add(new Positions("positions", 0.02));
    layers.addAll(Layers.transformer(depth, units, heads, false));
    layers.add(new Mean());
    layers.add(new Dense("output", Fashion.CLASSES, 1));
    return new Network(layers);
  }
}
