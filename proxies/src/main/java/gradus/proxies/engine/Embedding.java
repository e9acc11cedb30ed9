package gradus.proxies.engine;

import java.util.Arrays;
import java.util.List;

/**
 * The row of a table for every position, whose one channel holds the number of the row: 0, 1, ...
 *
 * @param name the name of the table
 * @param rows the rows of the table
 * @param channels the length of a row
 * @param deviation the table starts normal with this standard deviation
 */
public record Embedding(String name, int rows, int channels, double deviation) implements Layer {

  @Override
  public Shape output(Shape input) {
    if (input.channels() != 1) {
      throw new IllegalArgumentException(
          "embedding: found %d channels; allowed is 1".formatted(input.channels()));
    }
    return input.channels(channels);
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return List.of(Parameter.normal(name, deviation, rows, channels));
  }

  @Override
  public Pass open(Site site) {
    int size = rows * channels;
    return new Pass() {
      @Override
      public void forward() {
        float[] x = site.x();
        float[] weights = site.weights();
        float[] y = site.y();
        for (int i = 0; i < x.length; i++) {
          int from = site.offset() + (int) x[i] * channels;
          Sums.copy(weights, from, y, i * channels, channels);
        }
      }

      @Override
      public void backward() {
        float[] x = site.x();
        float[] dy = site.dy();
        float[] gradients = site.gradients();
        Arrays.fill(gradients, site.offset(), site.offset() + size, 0);
        for (int i = 0; i < x.length; i++) {
          int to = site.offset() + (int) x[i] * channels;
          Sums.add(dy, i * channels, gradients, to, channels);
        }
      }
    };
  }
}
