package gradus.proxies;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after another.
 *
 * @param layers from input to output; each takes rows as long as the one before it gives
 */
record Network(List<Layer> layers) {

  Network {
    layers = List.copyOf(layers);
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "network: %s found behind %s".formatted(layers.get(i), layers.get(i - 1)));
      }
    }
  }

  static Network of(Layer... layers) {
    return new Network(List.of(layers));
  }

  /** The length of a row of features. */
  int inputs() {
    return layers.getFirst().inputs();
  }

  /** The number of classes. */
  int outputs() {
    return layers.getLast().outputs();
  }

  /** The parameters of all layers. */
  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    layers.forEach(layer -> tensors.addAll(layer.tensors()));
    return List.copyOf(tensors);
  }

  /** Draws initial parameters for all layers. */
  void initialise(float[] weights, SplitMix64 random) {
    int offset = 0;
    for (Layer layer : layers) {
      layer.initialise(weights, offset, random);
      offset += size(layer);
    }
  }

  /** Ties the network to the parameters' memory and gives it activations for a batch. */
  Pass open(float[] weights, float[] gradients, int batch) {
    Layer.Pass[] passes = new Layer.Pass[layers.size()];
    Activation first = Activation.of(batch, inputs());
    Activation input = first;
    int offset = 0;
    for (int i = 0; i < passes.length; i++) {
      Layer layer = layers.get(i);
      Activation output = Activation.of(batch, layer.outputs());
      passes[i] = layer.open(weights, gradients, offset, input, output);
      offset += size(layer);
      input = output;
    }
    return new Pass(passes, first, input);
  }

  private static int size(Layer layer) {
    return layer.tensors().stream().mapToInt(Tensor::size).sum();
  }

  /**
   * A network at work in the memory of one thread.
   *
   * @param passes the layers at work
   * @param input where the features go
   * @param output where the logits come out and their gradients go
   */
  record Pass(Layer.Pass[] passes, Activation input, Activation output) {

    /** From the features to the logits. */
    void forward() {
      for (Layer.Pass pass : passes) {
        pass.forward();
      }
    }

    /** From the gradients of the logits to those of all parameters. */
    void backward() {
      for (int i = passes.length - 1; i > 0; i--) {
        passes[i].differentiateParameters();
        passes[i].differentiateInput();
      }
      passes[0].differentiateParameters();
    }
  }
}
