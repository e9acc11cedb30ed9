package gradus.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The parameters of a task's model in libtorch's layouts, taken one after another in the order of
 * the flat vector.
 */
final class TorchParameters {
  private final List<gradus.proxies.Tensor> tensors;
  private final float[] weights;
  private final List<UnaryOperator<Tensor>> layouts = new ArrayList<>();
  private final List<Tensor> leaves = new ArrayList<>();

  /**
   * The parameters of a model.
   *
   * @param tensors what the flat vector consists of
   * @param weights where they start from
   */
  TorchParameters(List<gradus.proxies.Tensor> tensors, float[] weights) {
    this.tensors = tensors;
    this.weights = weights;
  }

  /** The next one, laid out alike here and there. */
  Tensor alike() {
    return take(Tensor::contiguous);
  }

  /** The weight of a dense layer: libtorch's has a row for each output. */
  Tensor dense() {
    return take(weight -> weight.t().contiguous());
  }

  /** The weight of a dense layer on a flattened grid, of which libtorch has the channels first. */
  Tensor flattened(long positions, long channels, long outputs) {
    return take(weight ->
        weight
            .view(positions, channels, outputs)
            .permute(2, 1, 0)
            .reshape(outputs, channels * positions)
            .contiguous());
  }

  /** The weight of a convolution, in the memory format of its pictures. */
  Tensor convolution(long side, long channels, long outputs) {
    return take(weight ->
        weight
            .view(side, side, channels, outputs)
            .permute(3, 2, 0, 1)
            .contiguous(MemoryFormat.ChannelsLast));
  }

  private Tensor take(UnaryOperator<Tensor> layout) {
    layouts.add(layout);
    Tensor leaf = arranged(weights).getLast();
    leaf.requires_grad_(true);
    leaves.add(leaf);
    return leaf;
  }

  /** All that were taken. */
  List<Tensor> leaves() {
    if (leaves.size() != tensors.size()) {
      throw new IllegalStateException(
          "%d of %d parameters are in use".formatted(leaves.size(), tensors.size()));
    }
    return List.copyOf(leaves);
  }

  /** Copies of parts of a flat vector, for each parameter that was taken, in libtorch's layouts. */
  List<Tensor> arranged(float[] flat) {
    List<Tensor> arranged = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < layouts.size(); i++) {
      int size = tensors.get(i).size();
      long[] shape = tensors.get(i).shape().stream().mapToLong(Integer::longValue).toArray();
      Tensor copy = Torch.tensor(flat, from, size).view(shape);
      arranged.add(layouts.get(i).apply(copy));
      from += size;
    }
    return arranged;
  }
}
