package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Pairs;
import gradus.proxies.engine.CrossEntropy;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Embedding;
import gradus.proxies.engine.Flatten;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Shape;

/**
 * The remainder of a sum: learned by heart first and understood much later, if weights decay
 * (grokking: Power and others, 2022).
 */
public final class ModularAddition implements Family {

  /** Found by its name. */
  public ModularAddition() {}

  @Override
  public String name() {
    return "modular-addition";
  }

  @Override
  public Task at(Scale scale) {
    int modulus = scale.of(7, 31, 53, 97);
    int units = scale.of(4, 32, 48, 64);
    int hidden = scale.of(8, 128, 256, 512);
    return new Supervised(
        name(),
        "(a + b) mod %d from seven tenths of all pairs, embedding and perceptron with %d hidden units"
            .formatted(modulus, hidden),
        scale,
        Metric.ACCURACY,
        Shape.of(2, 1),
        Network.of(
            new Embedding("numbers", modulus, units, 1 / Math.sqrt(units)),
            new Flatten(),
            new Dense("hidden", hidden),
            new Relu(),
            new Dense("output", modulus, 1)),
        new CrossEntropy(),
        Pairs.sums(modulus),
        scale.of(16, 128, 128, 128),
        scale.of(20, 3_000, 9_600, 31_500));
  }
}
