package gradus.proxies.engine;

import java.util.List;

/** A differentiable function of an example, with parameters of its own. */
public interface Layer {

  /**
   * What comes out of an example.
   *
   * @param input what comes in
   * @return the shape
   * @throws IllegalArgumentException if such examples cannot come in
   */
  Shape output(Shape input);

  /**
   * The parameters in the order in which they lie in the flat vector.
   *
   * @param input what comes in
   * @return none for many layers
   */
  default List<Parameter> parameters(Shape input) {
    return List.of();
  }

  /**
   * The multiplications in products of matrices, of one example on its way forward.
   *
   * @param input what comes in
   * @return 0 for elementwise layers
   */
  default long multiplications(Shape input) {
    return 0;
  }

  /**
   * Ties the layer to memory; all that it will need is allocated here.
   *
   * @param site the memory
   * @return the layer at work
   */
  Pass open(Site site);

  /**
   * The number of parameters.
   *
   * @param layer the layer
   * @param input what comes in
   * @return the sum of the tensors' sizes
   */
  static int size(Layer layer, Shape input) {
    return layer.parameters(input).stream().mapToInt(p -> p.tensor().size()).sum();
  }
}
