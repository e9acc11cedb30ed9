package gradus.proxies.engine;

import java.util.List;

/**
 * {@code y = x W + b} at every position.
 *
 * @param name the prefix of the tensors' names
 * @param outputs the channels of y
 * @param gain the weights start normal with variance gain / inputs, the biases at zero: 2 before a
 *     rectifier (He and others, 2015), 1 elsewhere (LeCun and others, 1998)
 */
public record Dense(String name, int outputs, double gain) implements Layer {

  /**
   * A layer behind or before rectifiers.
   *
   * @param name the prefix of the tensors' names
   * @param outputs the channels of y
   */
  public Dense(String name, int outputs) {
    this(name, outputs, 2);
  }

  @Override
  public Shape output(Shape input) {
    return input.channels(outputs);
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    double deviation = Math.sqrt(gain / input.channels());
    return List.of(
        Parameter.normal(name + ".weight", deviation, input.channels(), outputs),
        Parameter.constant(name + ".bias", 0, outputs));
  }

  @Override
  public long multiplications(Shape input) {
    return (long) input.size() * outputs;
  }

  @Override
  public Pass open(Site site) {
    int inputs = site.shape().channels();
    return new Affine(
        site.input(),
        site.output(),
        site.parameter(0, inputs, outputs),
        site.parameter(inputs * outputs, 1, outputs),
        site.product());
  }
}
