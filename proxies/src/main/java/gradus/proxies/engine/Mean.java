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
        for (int from = 0, to = 0; from < x.length; to += channels) {
          for (int end = from + positions * channels; from < end; from += channels) {
            for (int i = 0; i < channels; i++) {
              y[to + i] += x[from + i] * share;
            }
          }
        }
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          float[] dx = site.dx();
          float[] dy = site.dy();
          for (int to = 0, from = 0; to < dx.length; from += channels) {
            for (int end = to + positions * channels; to < end; to += channels) {
              for (int i = 0; i < channels; i++) {
                dx[to + i] = dy[from + i] * share;
              }
            }
          }
        }
      }
    };
  }
}
