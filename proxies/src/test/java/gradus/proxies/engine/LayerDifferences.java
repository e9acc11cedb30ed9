package gradus.proxies.engine;

import gradus.proxies.data.SplitMix64;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As {@link gradus.proxies.Differences}, layer by layer, by the inputs as well as the parameters.
 */
public final class LayerDifferences {

  private static final int BATCH = 3;
  private static final double WIDTH = 1e-6;

  private record Case(Layer layer, Shape shape) {}

  /** Odd sizes, and for each layer what its neighbours in the tasks do not ask of it. */
  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    CASES.put("dense", new Case(new Dense("x", 5), Shape.of(3, 7)));
    CASES.put("relu", new Case(new Relu(), Shape.of(2, 9)));
    CASES.put("gelu", new Case(new Gelu(), Shape.of(2, 9)));
    CASES.put("layer norm", new Case(new LayerNorm("x"), Shape.of(3, 7)));
    CASES.put("positions", new Case(new Positions("x", 1), Shape.of(5, 3)));
    CASES.put("attention", new Case(new Attention(2, false), Shape.of(5, 18)));
    CASES.put("causal attention", new Case(new Attention(3, true), Shape.of(4, 9)));
    CASES.put("patches", new Case(new Patches(3), new Shape(6, 9, 2)));
    CASES.put("convolution", new Case(new Convolution("x", 3, 3, 1, 1), new Shape(5, 4, 2)));
    CASES.put(
        "stepping convolution", new Case(new Convolution("x", 2, 5, 2, 2), new Shape(7, 6, 17)));
    CASES.put("mean", new Case(new Mean(), Shape.of(5, 3)));
    CASES.put("flatten", new Case(new Flatten(), Shape.of(5, 3)));
    CASES.put("inner product", new Case(new InnerProduct(), Shape.of(2, 7)));
    CASES.put(
        "residual",
        new Case(Residual.of(new Dense("x", 6), new Gelu(), new Dense("y", 4)), Shape.of(3, 4)));
  }

  private LayerDifferences() {}

  /** The names of the cases. */
  public static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  /**
   * The distance of gradient and differences as a share of the length: by parameters, by inputs.
   */
  public static double[] of(String name) {
    Layer layer = CASES.get(name).layer();
    Shape shape = CASES.get(name).shape();
    SplitMix64 random = new SplitMix64(1);
    Shape result = layer.output(shape);
    float[] weights = normal(random, Layer.size(layer, shape));
    float[] gradients = new float[weights.length];
    Variable input = Variable.of(BATCH * shape.positions(), shape.channels());
    System.arraycopy(
        normal(random, BATCH * shape.size()), 0, input.values().values(), 0, BATCH * shape.size());
    Variable output = Variable.of(BATCH * result.positions(), result.channels());
    Pass pass =
        layer.open(new Site(shape, BATCH, input, output, weights, gradients, 0, new Product()));
    // The loss is a sum of the results with fixed factors, which are its gradient.
    float[] factors = normal(random, BATCH * result.size());
    System.arraycopy(factors, 0, output.gradients().values(), 0, factors.length);
    // What was there before must not matter.
    Arrays.fill(gradients, 7);
    Arrays.fill(input.gradients().values(), 7);
    pass.forward();
    pass.backward();
    float[] y = output.values().values();
    return new double[] {
      error(pass, weights, gradients, y, factors),
      error(pass, input.values().values(), input.gradients().values(), y, factors)
    };
  }

  private static double error(Pass pass, float[] x, float[] gradient, float[] y, float[] factors) {
    double distance = 0;
    double length = 0;
    for (int i = 0; i < x.length; i++) {
      float kept = x[i];
      x[i] = (float) (kept + WIDTH);
      pass.forward();
      double above = dot(y, factors);
      x[i] = (float) (kept - WIDTH);
      pass.forward();
      double below = dot(y, factors);
      x[i] = kept;
      double difference = (above - below) / (2 * WIDTH);
      distance += (gradient[i] - difference) * (gradient[i] - difference);
      length += difference * difference;
    }
    return length == 0 ? Math.sqrt(distance) : Math.sqrt(distance / length);
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) x[i] * y[i];
    }
    return sum;
  }

  private static float[] normal(SplitMix64 random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
