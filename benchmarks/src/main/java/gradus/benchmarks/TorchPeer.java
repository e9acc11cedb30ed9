package gradus.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
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

  private TorchPeer(String engine, String rule, int n, int threads) {
    this.engine = engine;
    this.rule = rule;
    this.threads = threads;
    copy = new float[n];
    weights = Torch.zeros(n);
    gradients = Torch.zeros(n);
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
  }

  /** Lion with the operations of its authors' own program for PyTorch, and their results. */
  static final class Lion extends TorchPeer {
    private final Scalar beta1 = new Scalar(0.9);
    private final Scalar rest1 = new Scalar(1 - 0.9);
    private final Scalar beta2 = new Scalar(0.99);
    private final Scalar rest2 = new Scalar(1 - 0.99);

    private final Tensor momentum;

    Lion(int n, int threads) {
      super("libtorch-eager", "lion", n, threads);
      momentum = Torch.zeros(n);
    }

    @Override
    public void begin(float[] initial) {
      super.begin(initial);
      momentum.zero_();
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
      momentum.close();
      beta1.close();
      rest1.close();
      beta2.close();
      rest2.close();
    }
  }

  /** The fused kernel behind {@code torch.optim.AdamW(fused=True)}. */
  static final class AdamW extends TorchPeer {
    private final FusedAdamw fused = new FusedAdamw(List.of(weights));
    private final Arena arena = Arena.ofShared();
    private final MemorySegment list = Torch.list(List.of(gradients), arena);

    AdamW(int n, int threads) {
      super("libtorch-fused", "adamw", n, threads);
    }

    @Override
    public void begin(float[] initial) {
      super.begin(initial);
      fused.begin();
    }

    @Override
    public void step(double rate) {
      fused.step(list, rate);
    }

    @Override
    public void close() {
      super.close();
      fused.close();
      arena.close();
    }
  }
}
