package gradus.proxies.tasks;

import gradus.proxies.engine.Attention;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Gelu;
import gradus.proxies.engine.Layer;
import gradus.proxies.engine.LayerNorm;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Residual;
import java.util.ArrayList;
import java.util.List;

/** Rows of layers that several tasks have. */
final class Layers {

  private Layers() {}

  /** Dense layers with rectifiers between them. */
  static Network perceptron(int depth, int hidden, int outputs) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i <= depth; i++) {
      layers.add(new Dense(depth == 1 ? "hidden" : "hidden" + i, hidden));
      layers.add(new Relu());
    }
    layers.add(new Dense("output", outputs));
    return new Network(layers);
  }

  /**
   * A transformer with the normalisation before attention and perceptron (Xiong and others, 2020),
   * and one behind the last block. Projections back into the stream start smaller the more there
   * are (Radford and others, 2019).
   */
  static List<Layer> transformer(int depth, int units, int heads, boolean causal) {
    List<Layer> layers = new ArrayList<>();
    double back = 1.0 / (2 * depth);
    for (int i = 1; i <= depth; i++) {
      String block = "block" + i + ".";
      layers.add(
          Residual.of(
              new LayerNorm(block + "norm1"),
              new Dense(block + "mix", 3 * units, 1),
              new Attention(heads, causal),
              new Dense(block + "project", units, back)));
      layers.add(
          Residual.of(
              new LayerNorm(block + "norm2"),
              new Dense(block + "expand", 4 * units, 1),
              new Gelu(),
              new Dense(block + "contract", units, back)));
    }
    layers.add(new LayerNorm("norm"));
    return layers;
  }
}
