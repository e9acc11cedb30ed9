package gradus.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Optimizers in libtorch. */
abstract sealed class TorchPeer implements Peer {
  private final String engine;
  private final String rule;
  private final int threads;
  private final float[] copy;

  /** The weights. */
  final Tensor weights;

  /** The gradients. */
  final Tensor gradients;

  /** The running mean of gradients. */
  final Tensor momentum;

  private TorchPeer(String engine, String rule, int n, int threads) {
    this.engine = engine;
    this.rule = rule;
    this.threads = threads;
    copy = new float[n];
    weights = Torch.zeros(n);
    gradients = Torch.zeros(n);
    momentum = Torch.zeros(n);
  }

  @Override
  public final String engine() {
    return engine;
  }

  @Override
  public final String rule() {
    return rule;
  }

  @Override
  public void begin(float[] initial) {
    Torch.threads(threads);
    Torch.memory(weights).copyFrom(MemorySegment.ofArray(initial));
    momentum.zero_();
  }

  @Override
  public final void gradients(float[] next) {
    Torch.memory(gradients).copyFrom(MemorySegment.ofArray(next));
  }

  @Override
  public final float[] weights() {
    MemorySegment.ofArray(copy).copyFrom(Torch.memory(weights));
    return copy;
  }

  @Override
  public void close() {
    weights.close();
    gradients.close();
    momentum.close();
  }

  /** Lion with the operations of its authors' own program for PyTorch, and their results. */
  static final class Lion extends TorchPeer {
    private final Scalar beta1 = new Scalar(0.9);
    private final Scalar rest1 = new Scalar(1 - 0.9);
    private final Scalar beta2 = new Scalar(0.99);
    private final Scalar rest2 = new Scalar(1 - 0.99);

    Lion(int n, int threads) {
      super("libtorch-eager", "lion", n, threads);
    }

    @Override
    public void step(double rate) {
      try (Scalar keep = new Scalar(1 - 0.1 * rate);
          Scalar minus = new Scalar(-rate)) {
        weights.mul_(keep);
        try (Tensor old = momentum.mul(beta1);
            Tensor fresh = gradients.mul(rest1);
            Tensor update = old.add(fresh)) {
          update.sign_();
          weights.add_(update, minus);
        }
        momentum.mul_(beta2);
        momentum.add_(gradients, rest2);
      }
    }

    @Override
    public void close() {
      super.close();
      beta1.close();
      rest1.close();
      beta2.close();
      rest2.close();
    }
  }

  /** The fused kernel behind {@code torch.optim.AdamW(fused=True)}. */
  static final class AdamW extends TorchPeer {
    private static final MethodHandle FUSED = Torch.fusedAdamw();

    private final Arena arena = Arena.ofShared();
    private final Tensor squares;
    private final Tensor steps;
    private final MemorySegment count;
    private final MemorySegment[] lists;
    private final MemorySegment nothing;

    AdamW(int n, int threads) {
      super("libtorch-fused", "adamw", n, threads);
      squares = Torch.zeros(n);
      steps = Torch.zeros(1);
      count = Torch.memory(steps);
      Tensor[] tensors = {weights, gradients, momentum, squares, null, steps};
      lists = new MemorySegment[tensors.length];
      for (int i = 0; i < tensors.length; i++) {
        lists[i] = Torch.list(tensors[i], arena);
      }
      // An empty std::optional<Tensor>: a pointer's room and a flag that is false.
      nothing = arena.allocate(2 * Long.BYTES, Long.BYTES);
    }

    @Override
    public void begin(float[] initial) {
      super.begin(initial);
      squares.zero_();
      steps.zero_();
    }

    @Override
    public void step(double rate) {
      count.set(ValueLayout.JAVA_FLOAT, 0, count.get(ValueLayout.JAVA_FLOAT, 0) + 1);
      try {
        FUSED.invokeExact(
            lists[0], lists[1], lists[2], lists[3], lists[4], lists[5], rate, 0.9, 0.999, 0.01,
            1e-8, false, false, nothing, nothing);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      super.close();
      squares.close();
      steps.close();
      arena.close();
    }
  }
}
