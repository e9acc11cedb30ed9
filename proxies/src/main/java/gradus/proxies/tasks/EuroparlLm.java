package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Europarl;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Embedding;
import gradus.proxies.engine.Layer;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Positions;
import gradus.proxies.engine.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Parliamentary speeches in pieces of words and a causal transformer; at scale 1 the proxy of the
 * paper.
 */
public final class EuroparlLm implements Family {

  /** Found by its name. */
  public EuroparlLm() {}

  @Override
  public String name() {
    return "europarl-lm";
  }

  @Override
  public Task at(Scale scale) {
    int vocabulary = scale.of(200, 3000, 3000, 3000);
    int depth = scale.of(1, 2, 4, 6);
    int units = scale.of(8, 128, 192, 384);
    int heads = scale.of(2, 2, 3, 6);
    int length = scale.of(8, 32, 64, 64);
    boolean english = scale.of(1, 1, 0, 0) == 1;
    return new Supervised(
        name(),
        "speeches in %d pieces of words, causal transformer of %d layers, %d units, %d heads on %d tokens"
            .formatted(vocabulary, depth, units, heads, length),
        scale,
        Metric.PERPLEXITY,
        Shape.of(length, 1),
        network(vocabulary, depth, units, heads),
        new CrossEntropy(),
        Europarl.pieces(
            english,
            vocabulary,
            length,
            scale.of(100, 6_000, 60_000, 60_000),
            scale.of(50, 300, 1_000, 3_000)),
        scale.of(4, 16, 16, 16),
        scale.of(20, 400, 660, 1320));
  }

  private static Network network(int vocabulary, int depth, int units, int heads) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Embedding("tokens", vocabulary, units, 0.02));
    layers.add(new Positions("positions", 0.02));
    layers.addAll(Layers.transformer(depth, units, heads, true));
    layers.add(new Dense("output", vocabulary, 1));
    return new Network(layers);
  }
}
