package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.proxies.data.Data;
import gradus.proxies.data.SplitMix64;
import gradus.proxies.engine.Loss;
import gradus.proxies.engine.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A perceptron, a convolutional network and both transformers at scale 1 against the same models in
 * PyTorch: loss and gradients of a batch, and the losses of the first steps with AdamW. The same
 * weights, batches and learning rates go in; single precision on both sides.
 */
class TorchModelsTest {

  private static final double PEAK = 1e-3;

  /** A task at work on batches that are kept. */
  private static final class Work {
    private final Supervised task;
    private final Model model;
    private final Loss.Judge loss;
    private final int targets;
    private final float[] allInputs;
    private final float[] allTargets;

    Work(String family, int steps) {
      task = (Supervised) Family.named(family).at(Scale.ONE);
      model = Model.of(task.network(), task.input(), task.batch());
      loss = task.loss().open(model.output());
      targets = task.loss().targets(task.network().output(task.input()));
      task.network().initialise(task.input(), model.weights(), new SplitMix64(1)::nextGaussian);
      Data data = task.source().data().get();
      int inputs = task.input().size();
      allInputs = new float[steps * task.batch() * inputs];
      allTargets = new float[steps * task.batch() * targets];
      for (int i = 0; i < steps * task.batch(); i++) {
        data.copy(Part.TRAIN, i, allInputs, i * inputs, allTargets, i * targets);
      }
    }

    double differentiate(int step) {
      float[] input = model.input().values().values();
      System.arraycopy(allInputs, step * input.length, input, 0, input.length);
      int size = task.batch() * targets;
      float[] target = Arrays.copyOfRange(allTargets, step * size, (step + 1) * size);
      model.pass().forward();
      double sum = loss.differentiate(target, size);
      model.pass().backward();
      return sum / size;
    }

    /** Parameters, as the script wants them. */
    List<String> lines(double[] rates) {
      List<String> lines = new ArrayList<>();
      lines.add(task.name());
      String all = Arrays.stream(rates).mapToObj(Double::toString).collect(Collectors.joining(" "));
      lines.add(task.batch() + " " + all);
      for (Tensor tensor : task.tensors()) {
        lines.add(
            tensor.name()
                + tensor.shape().stream().map(n -> " " + n).collect(Collectors.joining()));
      }
      return lines;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "fashion-conv", "fashion-vit", "europarl-lm"})
  void lossAndGradientsAreThoseOfPyTorch(String family, @TempDir Path folder) throws Exception {
    Needed.data(family);
    Work work = new Work(family, 1);
    double loss = work.differentiate(0);
    run(work, new double[] {PEAK}, folder);
    assertThat(loss).isCloseTo(Torch.read(folder.resolve("losses"))[0], within(1e-5 * loss));
    float[] expected = Torch.read(folder.resolve("gradients"));
    int from = 0;
    for (Tensor tensor : work.task.tensors()) {
      double distance = 0;
      double length = 0;
      for (int i = from; i < from + tensor.size(); i++) {
        double difference = (double) work.model.gradients()[i] - expected[i];
        distance += difference * difference;
        length += (double) expected[i] * expected[i];
      }
      assertThat(Math.sqrt(distance)).as(tensor.name()).isLessThan(1e-4 * Math.sqrt(length));
      from += tensor.size();
    }
  }

  @Tag("minutes")
  @ParameterizedTest
  @ValueSource(strings = {"fashion-vit", "europarl-lm"})
  void theFirstHundredStepsAreThoseOfPyTorch(String family, @TempDir Path folder) throws Exception {
    Needed.data(family);
    int steps = 100;
    double[] rates =
        IntStream.rangeClosed(1, steps)
            .mapToDouble(step -> PEAK * Schedule.cosine().at(step, steps))
            .toArray();
    Work work = new Work(family, steps);
    run(work, rates, folder);
    float[] expected = Torch.read(folder.resolve("losses"));
    Adamw adamw = new Adamw(work.model.weights().length);
    double worst = 0;
    for (int step = 1; step <= steps; step++) {
      double loss = work.differentiate(step - 1);
      worst = Math.max(worst, Math.abs(loss / expected[step - 1] - 1));
      adamw.step(work.model.weights(), work.model.gradients(), rates[step - 1], step);
    }
    // Seen were 8e-7 and 3e-7: rounding has not grown yet.
    assertThat(worst).isLessThan(1e-5);
    assertThat(expected[steps - 1]).isLessThan(0.9f * expected[0]);
  }

  private static void run(Work work, double[] rates, Path folder) throws Exception {
    Torch.write(folder.resolve("weights"), work.model.weights());
    Torch.write(folder.resolve("inputs"), work.allInputs);
    Torch.write(folder.resolve("targets"), work.allTargets);
    Torch.run(folder, work.lines(rates));
  }

  /** AdamW with the defaults of PyTorch. */
  private static final class Adamw implements UpdateRule {
    private final double[] first;
    private final double[] second;

    Adamw(int size) {
      first = new double[size];
      second = new double[size];
    }

    @Override
    public void step(float[] weights, float[] gradients, double rate, int step) {
      double correction1 = 1 - Math.pow(0.9, step);
      double correction2 = 1 - Math.pow(0.999, step);
      for (int i = 0; i < weights.length; i++) {
        double g = gradients[i];
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.999 * second[i] + 0.001 * g * g;
        double update = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + 1e-8);
        weights[i] = (float) (weights[i] * (1 - rate * 0.01) - rate * update);
      }
    }
  }
}
