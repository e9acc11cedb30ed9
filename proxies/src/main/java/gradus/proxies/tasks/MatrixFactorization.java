package gradus.proxies.tasks;

import gradus.proxies.Family;
import gradus.proxies.Metric;
import gradus.proxies.Scale;
import gradus.proxies.Supervised;
import gradus.proxies.Task;
import gradus.proxies.data.Pairs;
import gradus.proxies.engine.Distance;
import gradus.proxies.engine.Embedding;
import gradus.proxies.engine.InnerProduct;
import gradus.proxies.engine.Network;
import gradus.proxies.engine.Shape;

/**
 * Two factors of a matrix of which a third is known and a tenth of that grossly wrong, by absolute
 * errors and with a rank that is too high.
 */
public final class MatrixFactorization implements Family {

  /** Found by its name. */
  public MatrixFactorization() {}

  @Override
  public String name() {
    return "matrix-factorization";
  }

  @Override
  public Task at(Scale scale) {
    int side = scale.of(8, 40, 80, 160);
    int rank = scale.of(1, 2, 3, 4);
    int factors = scale.of(2, 8, 12, 16);
    return new Supervised(
        name(),
        "%d x %d matrix of rank %d with outliers, factors of rank %d, absolute errors"
            .formatted(side, side, rank, factors),
        scale,
        Metric.LOSS,
        Shape.of(2, 1),
        Network.of(new Embedding("factors", 2 * side, factors, 0.3), new InnerProduct()),
        Distance.ABSOLUTE,
        Pairs.elements(side, rank),
        scale.of(16, 128, 256, 512),
        scale.of(20, 800, 2_700, 10_000));
  }
}
