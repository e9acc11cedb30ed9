import java.io.File;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network with an exported updater, saved and loaded half of the way, beside one that was not. */
public final class ExportedNetwork {
  private ExportedNetwork() {}

  public static void main(String[] arguments) throws Exception {
    DataSet data =
        new DataSet(
            Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
            Nd4j.createFromArray(new float[][] {{1}, {3}, {0}, {2}}));
    MultiLayerNetwork whole = network();
    MultiLayerNetwork half = network();
    train(whole, data);
    train(half, data);
    File file = File.createTempFile("network", ".zip");
    ModelSerializer.writeModel(half, file, true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);
    file.delete();
    double before = whole.score(data);
    train(whole, data);
    train(loaded, data);
    System.out.println(whole.params().equals(loaded.params()) + " " + (whole.score(data) < before));
  }

  private static MultiLayerNetwork network() {
    Lion updater = new Lion(0.02).weightDecay(0.01).beta1(0.8);
    OutputLayer.Builder layer =
        new OutputLayer.Builder(LossFunction.MSE).nIn(2).nOut(1).activation(Activation.IDENTITY);
    layer.regularization(updater.regularization());
    layer.regularizationBias(updater.regularization());
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(layer.build())
                .build());
    network.init();
    return network;
  }

  private static void train(MultiLayerNetwork network, DataSet data) {
    for (int step = 0; step < 40; step++) {
      network.fit(data);
    }
  }
}
