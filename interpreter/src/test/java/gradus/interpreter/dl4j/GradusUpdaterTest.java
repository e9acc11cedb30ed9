package gradus.interpreter.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.interpreter.Texts;
import gradus.interpreter.training.Stepper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class GradusUpdaterTest {
  /** As DL4J writes them, which sets eps beside a root that is not corrected yet. */
  private static final String MOMENTS =
      """
      def rule(w, g, m, v, top, lr, step, beta1=0.9, beta2=0.999, eps=1e-8):
          m = interp(g, m, beta1)
          v = interp(g * g, v, beta2)
          alpha = lr * sqrt(1 - power(beta2, step)) / (1 - power(beta1, step))
      """;

  private static final Program ADAM =
      Parser.program(
          "adam", MOMENTS + "    u = m * alpha / (sqrt(v) + eps)\n    return u, m, v, top\n");

  private static final Program AMSGRAD =
      Parser.program(
          "amsgrad",
          MOMENTS
              + "    top = max(top, v)\n    u = m * alpha / (sqrt(top) + eps)\n"
              + "    return u, m, v, top\n");

  @TempDir private Path folder;

  static Stream<Arguments> ofDl4jItself() {
    return Stream.of(
        Arguments.of(Texts.optimizer("sgd"), 0.5, new Sgd(0.5)),
        Arguments.of(Texts.optimizer("nesterov"), 0.05, new Nesterovs(0.05, 0.9)),
        Arguments.of(ADAM, 0.005, new Adam(0.005)),
        Arguments.of(AMSGRAD, 0.005, new AMSGrad(0.005)));
  }

  @ParameterizedTest
  @MethodSource("ofDl4jItself")
  void agreesWithTheUpdaterOfDl4j(Program program, double rate, IUpdater theirs)
      throws IOException {
    MultiLayerNetwork actual = Networks.network(GradusUpdater.of(program, rate), 1);
    MultiLayerNetwork expected = Networks.network(theirs, List.of(), 1, DataType.FLOAT);
    assertThat(actual.params()).isEqualTo(expected.params());
    for (DataSet batch : Networks.batches(1).subList(0, 30)) {
      actual.fit(batch);
      expected.fit(batch);
    }
    near(actual.params(), expected.params(), 2e-5);
  }

  private static void near(INDArray actual, INDArray expected, double bound) {
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(bound);
    assertThat(expected.amaxNumber().doubleValue()).isLessThan(10);
  }

  /** What {@code gradus train OPTIMIZER --task digits --seeds 3} reaches, less a standard error. */
  static Stream<Arguments> asTrained() {
    return Stream.of(Arguments.of("adamw", 0.005, 0.9598), Arguments.of("lion", 0.002, 0.9575));
  }

  @ParameterizedTest
  @MethodSource("asTrained")
  void reachesTheAccuracyOfTheTrainer(String optimizer, double rate, double accuracy)
      throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= 3; seed++) {
      MultiLayerNetwork network = decaying(optimizer, rate, seed);
      Networks.batches(seed).forEach(network::fit);
      DataSet select = Networks.select();
      INDArray found = network.output(select.getFeatures()).argMax(1);
      sum +=
          found.eq(select.getLabels().argMax(1)).castTo(DataType.FLOAT).meanNumber().doubleValue();
    }
    System.out.printf("%s in DL4J: accuracy %.4f over 3 seeds%n", optimizer, sum / 3);
    assertThat(sum / 3).isGreaterThan(accuracy);
  }

  private static MultiLayerNetwork decaying(String optimizer, double rate, long seed) {
    return Networks.network(
        GradusUpdater.withoutDecay(Texts.optimizer(optimizer), new Networks.Cosine(rate)), seed);
  }

  /** The whole program, decay included, in a loop of one's own over DL4J's gradients. */
  @ParameterizedTest
  @ValueSource(strings = {"adamw", "lion", "adamw_search"})
  void theDecayOfDl4jIsThatOfTheProgram(String optimizer) throws IOException {
    MultiLayerNetwork actual = decaying(optimizer, 0.002, 1);
    MultiLayerNetwork expected = Networks.network(new Sgd(1), List.of(), 1, DataType.FLOAT);
    Networks.Cosine schedule = new Networks.Cosine(0.002);
    INDArray weights = expected.params();
    try (Stepper stepper = Stepper.of(Texts.optimizer(optimizer))) {
      int step = 0;
      for (DataSet batch : Networks.batches(1).subList(0, 30)) {
        actual.fit(batch);
        expected.setInput(batch.getFeatures());
        expected.setLabels(batch.getLabels());
        expected.computeGradientAndScore();
        INDArray gradients = expected.getFlattenedGradients().ravel().div(batch.numExamples());
        stepper.step(weights, gradients, schedule.valueAt(step++, 0));
      }
    }
    near(actual.params(), expected.params(), 2e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "lion", "nadam", "sgd", "adopt"})
  void aNetworkThatWasSavedGoesOnToTheSameBits(String optimizer) throws IOException {
    List<DataSet> batches = Networks.batches(1).subList(0, 20);
    MultiLayerNetwork whole = decaying(optimizer, 0.005, 1);
    batches.forEach(whole::fit);
    MultiLayerNetwork half = decaying(optimizer, 0.005, 1);
    batches.subList(0, 10).forEach(half::fit);
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(half, file, true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);
    batches.subList(10, 20).forEach(loaded::fit);
    assertThat(loaded.params().data().asFloat()).isEqualTo(whole.params().data().asFloat());
  }

  @Test
  void theConfigurationIsReadBackFromJson() {
    GradusUpdater updater =
        GradusUpdater.withoutDecay(Texts.optimizer("lion"), new Networks.Cosine(0.5));
    MultiLayerConfiguration before = Networks.network(updater, 1).getLayerWiseConfigurations();
    MultiLayerConfiguration after = MultiLayerConfiguration.fromJson(before.toJson());
    assertThat(after).isEqualTo(before);
    assertThat(after.getConf(0).getLayer().getUpdaterByParam("W"))
        .isEqualTo(updater)
        .hasSameHashCodeAs(updater)
        .hasToString("GradusUpdater(lion, learning rate NaN)");
    assertThat(updater).isNotEqualTo(GradusUpdater.withoutDecay(Texts.optimizer("lion"), 0.5));
  }

  /** Networks in double precision are trained too, by updates in single precision. */
  @Test
  void aNetworkOfDoublesIsTrained() throws IOException {
    IUpdater ours = GradusUpdater.of(ADAM, 0.005);
    MultiLayerNetwork actual = Networks.network(ours, List.of(), 1, DataType.DOUBLE);
    MultiLayerNetwork expected = Networks.network(new Adam(0.005), List.of(), 1, DataType.DOUBLE);
    for (DataSet batch : Networks.batches(1).subList(0, 10)) {
      actual.fit(batch);
      expected.fit(batch);
    }
    near(actual.params(), expected.params(), 1e-5);
  }

  @Test
  void whatDl4jCannotRunIsRefusedByName() {
    refused(
        Texts.optimizer("lion"),
        "lion: decays the weights, which DL4J does not hand to an updater; found weight * 0.1 * lr; allowed: withoutDecay, with its regularization set on every layer");
    refused(
        Parser.program("p", "def p(w, g, lr):\n    u = clip(g, 1) * lr\n    return u\n"),
        "p:2:5: looks at several elements at once, and DL4J hands an updater gradients alone, of several tensors as one vector; found 'u = clip(g, 1) * lr'; allowed: elementwise functions");
    for (String name : List.of("muon", "lamb", "adafactor", "prodigy", "gg_decay", "adan")) {
      assertThatThrownBy(() -> GradusUpdater.withoutDecay(Texts.optimizer(name), 0.1))
          .isInstanceOf(ProgramException.class)
          .hasMessageContaining("DL4J hands an updater gradients alone");
    }
  }

  private static void refused(Program program, String message) {
    assertThatThrownBy(() -> GradusUpdater.of(program, 0.1))
        .isInstanceOf(ProgramException.class)
        .hasMessage(message);
  }
}
