package gradus.proxies.engine;

import java.util.List;

/**
 * {@code y = x + p} with a row of parameters p for every position.
 *
 * @param name the name of the table
 * @param deviation it starts normal with this standard deviation
 */
public record Positions(String name, double deviation) implements Layer {

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return List.of(Parameter.normal(name, deviation, input.positions(), input.channels()));
  }

  @Override
  public Pass open(Site site) {
    int size = site.shape().size();
    float[] table = new float[size];
    float[] example = new float[size];
    return new Pass() {
      @Override
      public void forward() {
        System.arraycopy(site.weights(), site.offset(), table, 0, size);
        for (int from = 0; from < site.y().length; from += size) {
          System.arraycopy(site.x(), from, example, 0, size);
          add(table, example);
          System.arraycopy(example, 0, site.y(), from, size);
        }
      }

      @Override
      public void backward() {
        Sums.columns(site.dy(), size, table);
        System.arraycopy(table, 0, site.gradients(), site.offset(), size);
        if (site.dx() != null) {
          System.arraycopy(site.dy(), 0, site.dx(), 0, site.dx().length);
        }
      }
    };
  }

  private static void add(float[] x, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += x[i];
    }
  }
}
