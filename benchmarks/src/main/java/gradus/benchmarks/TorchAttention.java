package gradus.benchmarks;

import gradus.proxies.engine.Attention;
import gradus.proxies.engine.Shape;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Attention in libtorch. */
final class TorchAttention {
  private TorchAttention() {}

  /** On queries, keys and values side by side. */
  static UnaryOperator<Tensor> of(Attention attention, Shape input) {
    long positions = input.positions();
    long units = input.channels() / 3;
    long heads = attention.heads();
    TensorOptional noMask = new TensorOptional();
    DoubleOptional usualScale = new DoubleOptional();
    return x -> {
      TensorVector parts =
          x.view(-1, positions, 3, heads, units / heads).permute(2, 0, 3, 1, 4).unbind(0);
      return torch
          .scaled_dot_product_attention(
              parts.get(0),
              parts.get(1),
              parts.get(2),
              noMask,
              0,
              attention.causal(),
              usualScale,
              false)
          .transpose(1, 2)
          .reshape(-1, positions, units);
    };
  }
}
