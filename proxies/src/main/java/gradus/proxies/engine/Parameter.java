package gradus.proxies.engine;

import gradus.proxies.Tensor;

/**
 * A parameter with the distribution that it starts from.
 *
 * @param tensor its name and shape
 * @param mean the mean of the initial values
 * @param deviation their standard deviation; all are equal to the mean where it is 0
 */
public record Parameter(Tensor tensor, double mean, double deviation) {

  /** Starts normal around zero. */
  static Parameter normal(String name, double deviation, Integer... shape) {
    return new Parameter(Tensor.of(name, shape), 0, deviation);
  }

  /** Starts at one value. */
  static Parameter constant(String name, double value, Integer... shape) {
    return new Parameter(Tensor.of(name, shape), value, 0);
  }
}
