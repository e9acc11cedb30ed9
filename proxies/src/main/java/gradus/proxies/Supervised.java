package gradus.proxies;

import gradus.proxies.data.Source;
import gradus.proxies.engine.Loss;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Shape;
import java.util.List;

/**
 * A task that is a network, data and a loss.
 *
 * @param name the name of the family
 * @param description what is learned, and by which model
 * @param scale the rung of the ladder
 * @param metric what people look at
 * @param input the shape of an example
 * @param network the model
 * @param loss what its results are held against the targets by
 * @param source the data
 * @param batch the number of examples in a step
 * @param steps the length of a training
 */
public record Supervised(
    String name,
    String description,
    Scale scale,
    Metric metric,
    Shape input,
    Network network,
    Loss loss,
    Source source,
    int batch,
    int steps)
    implements Task {

  /** Forward once and backward twice, two operations for each multiplication. */
  private static final int FLOPS = 6;

  /** Refuses a batch without examples or larger than the train part. */
  public Supervised {
    if (batch < 1 || batch > source.train()) {
      throw new IllegalArgumentException(
          "%s: found batch %d; allowed are 1..%d".formatted(name, batch, source.train()));
    }
  }

  @Override
  public List<Tensor> tensors() {
    return network.tensors(input);
  }

  @Override
  public Task batch(int size) {
    return new Supervised(
        name, description, scale, metric, input, network, loss, source, size, steps);
  }

  @Override
  public Task steps(int count) {
    return new Supervised(
        name, description, scale, metric, input, network, loss, source, batch, count);
  }

  @Override
  public int size(Part part) {
    return source.size(part);
  }

  @Override
  public long flops() {
    return FLOPS * batch * network.multiplications(input);
  }

  @Override
  public Training training() {
    return new Learning(this);
  }
}
