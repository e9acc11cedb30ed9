package gradus.benchmarks;

import gradus.proxies.Part;
import gradus.proxies.Supervised;
import gradus.proxies.data.Data;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some examples with their targets.
 *
 * @param inputs the examples, one after another
 * @param targets those of all examples
 */
record Batch(float[] inputs, float[] targets) {

  /** The first batches of the train part. */
  static List<Batch> first(Supervised task, int count) {
    Data data = task.source().data().get();
    return IntStream.range(0, Math.min(count, task.size(Part.TRAIN) / task.batch()))
        .mapToObj(number -> of(task, data, number * task.batch()))
        .toList();
  }

  private static Batch of(Supervised task, Data data, int from) {
    int width = task.input().size();
    int depth = task.loss().targets(task.network().output(task.input()));
    Batch batch = new Batch(new float[task.batch() * width], new float[task.batch() * depth]);
    for (int i = 0; i < task.batch(); i++) {
      data.copy(Part.TRAIN, from + i, batch.inputs, i * width, batch.targets, i * depth);
    }
    return batch;
  }
}
