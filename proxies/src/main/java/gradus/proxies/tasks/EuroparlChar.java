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
import gradus.proxies.engine.Flatten;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Shape;

/**
 * The next character of a speech from those before it, by a perceptron (as Bengio and others, 2003,
 * do it with words).
 */
public final class EuroparlChar implements Family {

  /** Found by its name. */
  public EuroparlChar() {}

  @Override
  public String name() {
    return "europarl-char";
  }

  @Override
  public Task at(Scale scale) {
    int alphabet = scale.of(32, 64, 64, 128);
    int length = scale.of(4, 16, 24, 32);
    int hidden = scale.of(8, 128, 256, 640);
    boolean english = scale.of(1, 1, 1, 0) == 1;
    return new Supervised(
        name(),
        "the character behind %d others of a speech, perceptron with %d hidden units"
            .formatted(length, hidden),
        scale,
        Metric.BITS,
        Shape.of(length, 1),
        Network.of(
            new Embedding("characters", alphabet, scale.of(4, 16, 24, 32), 1),
            new Flatten(),
            new Dense("hidden", hidden),
            new Relu(),
            new Dense("output", alphabet, 1)),
        new CrossEntropy(),
        Europarl.characters(
            english,
            alphabet,
            length,
            scale.of(500, 40_000, 36_000, 400_000),
            scale.of(100, 2_000, 2_000, 5_000)),
        scale.of(16, 128, 128, 128),
        scale.of(20, 600, 1500, 3300));
  }
}
