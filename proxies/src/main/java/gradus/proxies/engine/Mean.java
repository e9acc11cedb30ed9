package gradus.proxies.engine;

import java.util.Arrays;

/** The mean over all positions, channel by channel. */
public record Mean() implements Layer {

  @Override
  public Shape output(Shape input) {
    return Shape.of(input.channels());
  }

  @Override
  public Pass open(Site site) {
    int positions = site.shape().positions();
    int channels = site.shape().channels();
    float share = 1f / positions;
    return new Pass() {
      @Override
      public void forward() {
        float[] x = site.x();
        float[] y = site.y();
        Arrays.fill(y, 0);
        for (int i = 0; i < x.length; i++) {
          y[i / (positions * channels) * channels + i % channels] += x[i] * share;
        }
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          float[] dx = site.dx();
          float[] dy = site.dy();
          for (int i = 0; i < dx.length; i++) {
            dx[i] = dy[i / (positions * channels) * channels + i % channels] * share;
          }
        }
      }
    };
  }
}
