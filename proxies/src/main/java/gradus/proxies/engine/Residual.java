package gradus.proxies.engine;

import java.util.List;

/**
 * {@code y = x + f(x)}.
 *
 * @param inner f; what comes out is shaped as what comes in
 */
public record Residual(Network inner) implements Layer {

  /**
   * Layers with a way around them.
   *
   * @param layers from input to output
   * @return the layer
   */
  public static Residual of(Layer... layers) {
    return new Residual(Network.of(layers));
  }

  @Override
  public Shape output(Shape input) {
    Shape output = inner.output(input);
    if (!output.equals(input)) {
      throw new IllegalArgumentException("residual: %s becomes %s".formatted(input, output));
    }
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return inner.parameters(input);
  }

  @Override
  public long multiplications(Shape input) {
    return inner.multiplications(input);
  }

  @Override
  public Pass open(Site site) {
    int channels = site.shape().channels();
    // The sum hands its gradient to both of its terms, so f reads it where it lies.
    Variable result = new Variable(Matrix.zeros(site.rows(), channels), site.output().gradients());
    Variable input = new Variable(site.input().values(), Matrix.zeros(site.rows(), channels));
    Pass pass =
        inner.open(
            new Site(
                site.shape(),
                site.batch(),
                input,
                result,
                site.weights(),
                site.gradients(),
                site.offset(),
                site.product()));
    float[] fx = result.values().values();
    float[] dfx = input.gradients().values();
    return new Pass() {
      @Override
      public void forward() {
        pass.forward();
        add(site.x(), fx, site.y());
      }

      @Override
      public void backward() {
        pass.backward();
        if (site.dx() != null) {
          add(site.dy(), dfx, site.dx());
        }
      }
    };
  }

  private static void add(float[] one, float[] other, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
  }
}
