package gradus.interpreter.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The digits, and the perceptron with one hidden layer that the task of that name has, in DL4J. */
final class Networks {
  /** The steps of the task. */
  static final int STEPS = 400;

  private static final Path DIGITS =
      Path.of("..", "proxies", "src", "main", "resources", "gradus", "proxies", "data")
          .resolve("digits.csv.gz");
  private static final int TRAIN = 1000;
  private static final int SELECT = 400;
  private static final int BATCH = 64;
  private static final int PIXELS = 64;
  private static final int CLASSES = 10;

  /** The schedule of the trainer: half a cosine, to 0. */
  static final class Cosine implements ISchedule {
    private static final long serialVersionUID = 1;
    @JsonProperty private double peak;

    /** For DL4J, which fills it. */
    Cosine() {}

    Cosine(double peak) {
      this.peak = peak;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
      return peak * (1 + Math.cos(Math.PI * iteration / STEPS)) / 2;
    }

    @Override
    public ISchedule clone() {
      return new Cosine(peak);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cosine cosine && cosine.peak == peak;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(peak);
    }
  }

  private Networks() {}

  static MultiLayerNetwork network(GradusUpdater updater, long seed) {
    return network(updater, updater.regularization(), seed, DataType.FLOAT);
  }

  static MultiLayerNetwork network(
      IUpdater updater, List<Regularization> regularization, long seed, DataType type) {
    var hidden = new DenseLayer.Builder().nIn(PIXELS).nOut(64).activation(Activation.RELU);
    var output = new OutputLayer.Builder(LossFunction.MCXENT).nIn(64).nOut(CLASSES);
    hidden.regularization(regularization);
    hidden.regularizationBias(regularization);
    output.regularization(regularization);
    output.regularizationBias(regularization);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(type)
                .weightInit(WeightInit.RELU)
                .updater(updater)
                .list()
                .layer(hidden.build())
                .layer(output.activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    return network;
  }

  /** The batches of a training; batch number {@code i} is that of step {@code i}. */
  static List<DataSet> batches(long seed) throws IOException {
    List<String> rows = rows().subList(0, TRAIN);
    List<DataSet> batches = new ArrayList<>();
    Random random = new Random(seed);
    List<String> epoch = new ArrayList<>();
    while (batches.size() < STEPS) {
      if (epoch.size() < BATCH) {
        epoch = new ArrayList<>(rows);
        Collections.shuffle(epoch, random);
      }
      List<String> batch = epoch.subList(epoch.size() - BATCH, epoch.size());
      batches.add(data(batch));
      batch.clear();
    }
    return batches;
  }

  /** What a training is judged by. */
  static DataSet select() throws IOException {
    return data(rows().subList(TRAIN, TRAIN + SELECT));
  }

  /** Shuffled, since the file is grouped by writer. */
  private static List<String> rows() throws IOException {
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(DIGITS))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
      List<String> rows = new ArrayList<>(text.lines().toList());
      Collections.shuffle(rows, new Random(1));
      return rows;
    }
  }

  private static DataSet data(List<String> rows) {
    float[][] images = new float[rows.size()][PIXELS];
    float[][] labels = new float[rows.size()][CLASSES];
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = rows.get(row).split(",");
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        images[row][pixel] = Integer.parseInt(cells[pixel]) / 16f;
      }
      labels[row][Integer.parseInt(cells[PIXELS])] = 1;
    }
    return new DataSet(Nd4j.createFromArray(images), Nd4j.createFromArray(labels));
  }
}
