package gradus.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The fused kernel behind {@code torch.optim.AdamW(fused=True)}, with its state. */
final class FusedAdamw implements AutoCloseable {
  private static final MethodHandle FUSED = Torch.fusedAdamw();

  private final Arena arena = Arena.ofShared();
  private final List<Tensor> momenta;
  private final List<Tensor> squares;
  private final Tensor steps = Torch.zeros(1);
  private final MemorySegment count = Torch.memory(steps);
  private final MemorySegment weightList;
  private final MemorySegment momentumList;
  private final MemorySegment squareList;
  private final MemorySegment maximumList = Torch.list(List.of(), arena);
  private final MemorySegment stepList;
  // An empty std::optional<Tensor>: a pointer's room and a flag that is false.
  private final MemorySegment nothing = arena.allocate(2 * Long.BYTES, Long.BYTES);

  /** State for these weights, which must not be leaves of autograd's. */
  FusedAdamw(List<Tensor> weights) {
    momenta = weights.stream().map(torch::zeros_like).toList();
    squares = weights.stream().map(torch::zeros_like).toList();
    weightList = Torch.list(weights, arena);
    momentumList = Torch.list(momenta, arena);
    squareList = Torch.list(squares, arena);
    // One count serves all: the kernel only reads it.
    stepList = Torch.list(Collections.nCopies(weights.size(), steps), arena);
  }

  /** The state becomes zero. */
  void begin() {
    momenta.forEach(Tensor::zero_);
    squares.forEach(Tensor::zero_);
    steps.zero_();
  }

  /** One update by a list of gradients, which lie in memory as the weights do. */
  void step(MemorySegment gradients, double rate) {
    count.set(ValueLayout.JAVA_FLOAT, 0, count.get(ValueLayout.JAVA_FLOAT, 0) + 1);
    try {
      FUSED.invokeExact(
          weightList,
          gradients,
          momentumList,
          squareList,
          maximumList,
          stepList,
          rate,
          0.9,
          0.999,
          0.01,
          1e-8,
          false,
          false,
          nothing,
          nothing);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    momenta.forEach(Tensor::close);
    squares.forEach(Tensor::close);
    steps.close();
    arena.close();
  }
}
