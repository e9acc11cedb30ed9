package gradus.benchmarks;

import gradus.proxies.Supervised;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The same training in libtorch: eager operations, autograd, the fused AdamW. */
final class TorchTraining implements AutoCloseable, Rounds.Work {
  private record Ready(Tensor examples, Tensor targets) {}

  private final PointerScope scope = new PointerScope();
  private final TorchParameters parameters;
  private final UnaryOperator<Tensor> model;
  private final List<Tensor> leaves;
  private final FusedAdamw adamw;
  private final List<Ready> batches;
  private final long classes;
  private int next;

  /**
   * A training on one thread.
   *
   * @param task what to train
   * @param weights where it starts from
   * @param batches whose tensors are made here; steps take one after another
   */
  TorchTraining(Supervised task, float[] weights, List<Batch> batches) {
    Torch.threads(1);
    parameters = new TorchParameters(task.tensors(), weights);
    model = TorchModel.of(task.network(), task.input(), parameters);
    leaves = parameters.leaves();
    adamw = new FusedAdamw(leaves.stream().map(Tensor::detach).toList());
    classes = task.network().output(task.input()).channels();
    this.batches = batches.stream().map(batch -> ready(task, batch)).toList();
  }

  private static Ready ready(Supervised task, Batch batch) {
    Tensor examples = Torch.tensor(batch.inputs(), 0, batch.inputs().length);
    return new Ready(
        TorchModel.ready(examples.view(task.batch(), -1), task.network(), task.input()),
        Torch.tensor(batch.targets(), 0, batch.targets().length).toType(ScalarType.Long));
  }

  private Tensor loss(Ready batch) {
    Tensor results = model.apply(batch.examples).view(-1, classes);
    return torch.cross_entropy_loss(results, batch.targets);
  }

  /** The gradients of a loss by the parameters, laid out as these; the fused update needs that. */
  private List<Tensor> gradients(Tensor loss) {
    // Without old gradients to add to, autograd hands its own over, laid out as the weights are.
    leaves.forEach(leaf -> leaf.mutable_grad().reset());
    loss.backward();
    return leaves.stream().map(Tensor::grad).toList();
  }

  @Override
  public void steps(long count) {
    for (long i = 0; i < count; i++) {
      step(GradusTraining.RATE);
    }
  }

  /** One step on the next batch; gives its loss before the step. */
  double step(double rate) {
    Ready batch = batches.get(next);
    next = (next + 1) % batches.size();
    // All that a step makes is freed behind it.
    try (PointerScope _ = new PointerScope();
        Arena arena = Arena.ofConfined()) {
      Tensor loss = loss(batch);
      adamw.step(Torch.list(gradients(loss), arena), rate);
      return loss.item_float();
    }
  }

  /**
   * How far the gradients on the next batch are from others.
   *
   * @param flat the others, laid out as the task's
   * @return for each parameter the norm of the difference divided by that of the others
   */
  double[] distances(float[] flat) {
    try (PointerScope _ = new PointerScope()) {
      List<Tensor> found = gradients(loss(batches.get(next)));
      List<Tensor> others = parameters.arranged(flat);
      double[] distances = new double[others.size()];
      for (int i = 0; i < distances.length; i++) {
        double difference = found.get(i).sub(others.get(i)).norm().item_float();
        distances[i] = difference / others.get(i).norm().item_float();
      }
      return distances;
    }
  }

  @Override
  public void close() {
    adamw.close();
    scope.close();
  }
}
