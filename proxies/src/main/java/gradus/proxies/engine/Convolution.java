package gradus.proxies.engine;

import java.util.List;

/**
 * The same affine function of every window on a grid. Starts as a {@link Dense} layer before a
 * rectifier does.
 *
 * @param name the prefix of the tensors' names
 * @param outputs the channels that go out
 * @param side the side of a window
 * @param step the distance from one window to the next, both ways
 * @param border how far windows reach beyond the grid, where they see zeros
 */
public record Convolution(String name, int outputs, int side, int step, int border)
    implements Layer {

  private Windows windows() {
    return new Windows(side, step, border);
  }

  @Override
  public Shape output(Shape input) {
    return windows().output(input).channels(outputs);
  }

  @Override
  public List<Parameter> parameters(Shape input) {
    return new Dense(name, outputs).parameters(windows().output(input));
  }

  @Override
  public long multiplications(Shape input) {
    return new Dense(name, outputs).multiplications(windows().output(input));
  }

  @Override
  public Pass open(Site site) {
    Shape seen = windows().output(site.shape());
    Gather gather = windows().gather(site.shape());
    int rows = Math.multiplyExact(site.batch(), seen.positions());
    int inputs = seen.channels();
    Variable columns =
        site.input().differentiable() ? Variable.of(rows, inputs) : Variable.data(rows, inputs);
    Pass affine =
        new Affine(
            columns,
            site.output(),
            site.parameter(0, inputs, outputs),
            site.parameter(inputs * outputs, 1, outputs),
            site.product());
    return new Pass() {
      @Override
      public void forward() {
        gather.forward(site.x(), columns.values().values());
        affine.forward();
      }

      @Override
      public void backward() {
        affine.backward();
        if (site.dx() != null) {
          gather.backward(columns.gradients().values(), site.dx());
        }
      }
    };
  }
}
