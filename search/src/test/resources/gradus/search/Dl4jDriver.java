import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/** The other side of ExportedDl4jTest: trains as DL4J does, in double precision. */
public final class Dl4jDriver {
  private Dl4jDriver() {}

  /** The weights after every step; half of the way a new updater goes on with the state. */
  public static double[][] train(
      IUpdater updater, double[] start, double[][] gradients, double[] rates) throws Exception {
    INDArray weights = Nd4j.createFromArray(start).reshape(1, start.length);
    long size = updater.stateSize(start.length);
    INDArray view = size == 0 ? null : Nd4j.valueArrayOf(new long[] {1, size}, 7.0, DataType.DOUBLE);
    GradientUpdater<?> running = updater.instantiate(view, true);
    double[][] results = new double[rates.length][];
    for (int step = 0; step < rates.length; step++) {
      if (step == rates.length / 2) {
        Map<String, INDArray> state = running.getState();
        running = updater.clone().instantiate(state, false);
      }
      running.getConfig().setLrAndSchedule(rates[step], null);
      INDArray update = Nd4j.createFromArray(gradients[step]).reshape(1, start.length);
      running.applyUpdater(update, step, 0);
      for (Regularization decay : decays(updater)) {
        decay.apply(weights, update, rates[step], step, 0);
      }
      weights.subi(update);
      results[step] = weights.dup().data().asDouble();
    }
    return results;
  }

  @SuppressWarnings("unchecked")
  private static List<Regularization> decays(IUpdater updater) throws Exception {
    try {
      return (List<Regularization>) updater.getClass().getMethod("regularization").invoke(updater);
    } catch (NoSuchMethodException e) {
      return List.of();
    }
  }
}
