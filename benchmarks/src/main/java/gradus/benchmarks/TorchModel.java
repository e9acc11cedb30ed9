package gradus.benchmarks;

import gradus.proxies.engine.Attention;
import gradus.proxies.engine.Convolution;
import gradus.proxies.engine.Dense;
import gradus.proxies.engine.Embedding;
import gradus.proxies.engine.Flatten;
import gradus.proxies.engine.Gelu;
import gradus.proxies.engine.Layer;
import gradus.proxies.engine.LayerNorm;
import gradus.proxies.engine.Mean;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Patches;
import gradus.proxies.engine.Positions;
import gradus.proxies.engine.Relu;
import gradus.proxies.engine.Residual;
import gradus.proxies.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Networks in libtorch, as users of PyTorch write them: one eager operation for each layer where
 * there is one. Pictures are in the memory format "channels last" and attention is one operation:
 * both are a tenth faster here than the other way to write them.
 */
final class TorchModel {
  private static final double EPSILON = 1e-5;

  private final TorchParameters parameters;

  /** What a flatten before the next dense layer flattened, or null. */
  private Shape flattened;

  private TorchModel(TorchParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * A network.
   *
   * @param network its layers
   * @param input the shape of an example
   * @param parameters from which it takes its own
   * @return what gives the results for a batch that is {@link #ready}
   */
  static UnaryOperator<Tensor> of(Network network, Shape input, TorchParameters parameters) {
    return new TorchModel(parameters).layer(network, input);
  }

  /** Examples, one a row, as the network takes them; done once for a batch, before it is used. */
  static Tensor ready(Tensor examples, Network network, Shape input) {
    return switch (network.layers().getFirst()) {
      case Convolution _ ->
          grid(examples, input).permute(0, 3, 1, 2).contiguous(MemoryFormat.ChannelsLast);
      case Patches _ -> grid(examples, input);
      case Embedding _ -> examples.toType(ScalarType.Long);
      default -> examples;
    };
  }

  private static Tensor grid(Tensor examples, Shape shape) {
    return examples.view(-1, shape.height(), shape.width(), shape.channels());
  }

  private UnaryOperator<Tensor> layer(Layer layer, Shape input) {
    return switch (layer) {
      case Network network -> sequence(network, input);
      case Residual residual -> {
        UnaryOperator<Tensor> inner = layer(residual.inner(), input);
        yield x -> x.add(inner.apply(x));
      }
      case Dense dense -> dense(dense, input);
      case Convolution convolution -> convolution(convolution, input);
      case Patches patches -> patches(patches.side(), input);
      case Attention attention -> TorchAttention.of(attention, input);
      case LayerNorm _ -> norm(input.channels());
      case Embedding _ -> {
        Tensor table = parameters.alike();
        yield x -> torch.embedding(table, x);
      }
      case Positions _ -> {
        Tensor table = parameters.alike();
        yield x -> x.add(table);
      }
      case Flatten _ -> {
        flattened = input;
        yield x -> x.flatten(1, -1);
      }
      case Relu _ -> torch::relu;
      case Gelu _ -> {
        BytePointer approximation = new BytePointer("tanh");
        yield x -> torch.gelu(x, approximation);
      }
      case Mean _ -> x -> x.mean(1);
      default -> throw new IllegalArgumentException("libtorch: no " + layer);
    };
  }

  private UnaryOperator<Tensor> sequence(Network network, Shape input) {
    List<UnaryOperator<Tensor>> all = new ArrayList<>();
    Shape shape = input;
    for (Layer layer : network.layers()) {
      all.add(layer(layer, shape));
      shape = layer.output(shape);
    }
    return x -> {
      Tensor y = x;
      for (UnaryOperator<Tensor> one : all) {
        y = one.apply(y);
      }
      return y;
    };
  }

  private UnaryOperator<Tensor> dense(Dense dense, Shape input) {
    Tensor weight =
        flattened == null
            ? parameters.dense()
            : parameters.flattened(flattened.positions(), flattened.channels(), dense.outputs());
    flattened = null;
    Tensor bias = parameters.alike();
    return x -> torch.linear(x, weight, bias);
  }

  private UnaryOperator<Tensor> convolution(Convolution convolution, Shape input) {
    Tensor weight =
        parameters.convolution(convolution.side(), input.channels(), convolution.outputs());
    TensorOptional bias = new TensorOptional(parameters.alike());
    long[] step = {convolution.step(), convolution.step()};
    long[] border = {convolution.border(), convolution.border()};
    long[] dense = {1, 1};
    return x -> torch.conv2d(x, weight, bias, step, border, dense, 1);
  }

  private static UnaryOperator<Tensor> patches(long side, Shape input) {
    long rows = input.height() / side;
    long columns = input.width() / side;
    return x ->
        x.view(-1, rows, side, columns, side, input.channels())
            .permute(0, 1, 3, 2, 4, 5)
            .reshape(-1, rows * columns, side * side * input.channels());
  }

  private UnaryOperator<Tensor> norm(long channels) {
    TensorOptional gain = new TensorOptional(parameters.alike());
    TensorOptional bias = new TensorOptional(parameters.alike());
    long[] shape = {channels};
    return x -> torch.layer_norm(x, shape, gain, bias, EPSILON, false);
  }
}
