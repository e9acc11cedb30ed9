package gradus.proxies.engine;

/**
 * A network at work on batches of examples.
 *
 * @param weights the flat parameter vector
 * @param gradients the gradient of the loss by each
 * @param input where the examples go
 * @param output where the results come out, and where a loss leaves its gradients
 * @param pass the network
 */
public record Model(
    float[] weights, float[] gradients, Variable input, Variable output, Pass pass) {

  /**
   * A network with memory of its own.
   *
   * @param network the layers
   * @param shape what comes in
   * @param batch the number of examples
   * @return the model; all weights are zero
   */
  public static Model of(Network network, Shape shape, int batch) {
    int size = Layer.size(network, shape);
    float[] weights = new float[size];
    float[] gradients = new float[size];
    Shape result = network.output(shape);
    Variable input = Variable.data(Math.multiplyExact(batch, shape.positions()), shape.channels());
    Variable output = Variable.of(Math.multiplyExact(batch, result.positions()), result.channels());
    Site site = new Site(shape, batch, input, output, weights, gradients, 0, new Product());
    return new Model(weights, gradients, input, output, network.open(site));
  }

  /**
   * Whether a model can go on from weights.
   *
   * @param weights any weights
   * @return false if one is infinite or NaN
   */
  public static boolean finite(float[] weights) {
    return Sums.finite(weights);
  }
}
