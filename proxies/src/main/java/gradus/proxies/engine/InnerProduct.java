package gradus.proxies.engine;

/** The sum over the channels of the product of two positions: {@code y = sum of x1 x2}. */
public record InnerProduct() implements Layer {

  @Override
  public Shape output(Shape input) {
    if (input.positions() != 2) {
      throw new IllegalArgumentException(
          "inner product: found %d positions; allowed are 2".formatted(input.positions()));
    }
    return Shape.of(1);
  }

  @Override
  public long multiplications(Shape input) {
    return input.channels();
  }

  @Override
  public Pass open(Site site) {
    int channels = site.shape().channels();
    Sums sums = new Sums();
    return new Pass() {
      @Override
      public void forward() {
        float[] x = site.x();
        float[] y = site.y();
        for (int i = 0, from = 0; i < site.batch(); i++, from += 2 * channels) {
          y[i] = sums.dot(x, from, x, from + channels, channels);
        }
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          float[] x = site.x();
          float[] dy = site.dy();
          float[] dx = site.dx();
          for (int i = 0, from = 0; i < site.batch(); i++, from += 2 * channels) {
            Sums.scale(x, from + channels, dy[i], dx, from, channels);
            Sums.scale(x, from, dy[i], dx, from + channels, channels);
          }
        }
      }
    };
  }
}
