package gradus.proxies.engine;

import gradus.proxies.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Layers one after another: a layer itself.
 *
 * @param layers from input to output
 */
public record Network(List<Layer> layers) implements Layer {

  /** Copies the list. */
  public Network {
    layers = List.copyOf(layers);
  }

  /**
   * A network.
   *
   * @param layers from input to output
   * @return the network
   */
  public static Network of(Layer... layers) {
    return new Network(List.of(layers));
  }

  @Override
  public Shape output(Shape input) {
    Shape shape = input;
    for (Layer layer : layers) {
      shape = layer.output(shape);
    }
    return shape;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    List<Parameter> parameters = new ArrayList<>();
    Shape shape = input;
    for (Layer layer : layers) {
      parameters.addAll(layer.parameters(shape));
      shape = layer.output(shape);
    }
    return List.copyOf(parameters);
  }

  @Override
  public long multiplications(Shape input) {
    long sum = 0;
    Shape shape = input;
    for (Layer layer : layers) {
      sum += layer.multiplications(shape);
      shape = layer.output(shape);
    }
    return sum;
  }

  /**
   * The names and shapes of all parameters.
   *
   * @param input what comes in
   * @return in the order of the flat vector
   */
  public List<Tensor> tensors(Shape input) {
    return parameters(input).stream().map(Parameter::tensor).toList();
  }

  /**
   * Draws initial parameters.
   *
   * @param input what comes in
   * @param weights where they go
   * @param gaussian standard normal numbers
   */
  public void initialise(Shape input, float[] weights, DoubleSupplier gaussian) {
    int at = 0;
    for (Parameter parameter : parameters(input)) {
      for (int end = at + parameter.tensor().size(); at < end; at++) {
        double drawn = parameter.deviation() == 0 ? 0 : gaussian.getAsDouble();
        weights[at] = (float) (parameter.mean() + parameter.deviation() * drawn);
      }
    }
  }

  @Override
  public Pass open(Site site) {
    Pass[] passes = new Pass[layers.size()];
    Shape shape = site.shape();
    Variable input = site.input();
    int offset = site.offset();
    for (int i = 0; i < passes.length; i++) {
      Layer layer = layers.get(i);
      Shape next = layer.output(shape);
      Variable output =
          i == passes.length - 1
              ? site.output()
              : Variable.of(Math.multiplyExact(site.batch(), next.positions()), next.channels());
      passes[i] =
          layer.open(
              new Site(
                  shape,
                  site.batch(),
                  input,
                  output,
                  site.weights(),
                  site.gradients(),
                  offset,
                  site.product()));
      offset += Layer.size(layer, shape);
      shape = next;
      input = output;
    }
    return new Pass() {
      @Override
      public void forward() {
        for (Pass pass : passes) {
          pass.forward();
        }
      }

      @Override
      public void backward() {
        for (int i = passes.length - 1; i >= 0; i--) {
          passes[i].backward();
        }
      }
    };
  }
}
