package gradus.proxies.engine;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** Refuses borders so wide that a window sees nothing of the grid. */
  public Convolution {
    if (border < 0 || border >= side) {
      throw new IllegalArgumentException(
          "convolution: found border %d; allowed are 0..%d".formatted(border, side - 1));
    }
  }

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
    return new Convolving(this, site);
  }

  /**
   * A window at one place of the grid, in all examples at once: its rows are runs, or every row is
   * a view of its own that begins where the one before it ended.
   */
  private record View(
      Matrix input, Matrix weight, Product.Runs rows, Matrix start, Matrix output) {}

  /**
   * One row of a window at one place of the grid, in all examples at once: as far as it lies on the
   * grid, its numbers are together, and so are the weights that they meet. Rows are examples.
   */
  private record Sight(
      Matrix inputTransposed,
      Matrix inputGradients,
      Matrix weightGradients,
      Matrix weightTransposed,
      Matrix outputGradients) {}

  /** Nothing is copied into place: all factors are read where they lie. */
  private static final class Convolving implements Pass {

    private final Site site;
    private final Matrix weight;
    private final Matrix weightGradients;
    private final Matrix weightTransposed;
    private final Matrix biases;
    private final float[] sums;
    private final View[] views;
    private final Sight[] sights;

    Convolving(Convolution layer, Site site) {
      this.site = site;
      Shape input = site.shape();
      Shape seen = layer.windows().output(input);
      int inputs = seen.channels();
      int outputs = layer.outputs;
      Variable weights = site.parameter(0, inputs, outputs);
      weight = weights.values();
      weightGradients = weights.gradients();
      weightTransposed = Matrix.zeros(outputs, inputs);
      Matrix bias = site.parameter(inputs * outputs, 1, outputs).values();
      biases = bias.repeated(site.batch());
      sums = new float[outputs];
      List<View> seenViews = new ArrayList<>();
      List<Sight> found = new ArrayList<>();
      for (int place = 0; place < seen.positions(); place++) {
        int y0 = place / seen.width() * layer.step - layer.border;
        int x0 = place % seen.width() * layer.step - layer.border;
        int left = Math.max(0, -x0);
        int width = (Math.min(layer.side, input.width() - x0) - left) * input.channels();
        int top = Math.max(0, -y0);
        int bottom = Math.min(layer.side, input.height() - y0);
        int line = input.width() * input.channels();
        int kernelLine = layer.side * input.channels() * outputs;
        int first = ((y0 + top) * input.width() + x0 + left) * input.channels();
        Matrix x = examples(site.input().values(), first, width);
        Matrix w = weight.part((top * layer.side + left) * input.channels(), width, 0, outputs);
        Matrix output = examples(site.output().values(), place * outputs, outputs);
        if (Product.joins(x, w, output)) {
          Product.Runs rows = new Product.Runs(bottom - top, line, kernelLine);
          seenViews.add(new View(x, w, rows, biases, output));
        } else {
          for (int row = 0; row < bottom - top; row++) {
            Matrix start = row == 0 ? biases : output;
            Matrix lines = x.moved(row * line);
            Matrix kernel = w.moved(row * kernelLine);
            seenViews.add(new View(lines, kernel, Product.Runs.ONE, start, output));
          }
        }
        for (int row = top; row < bottom; row++) {
          int from = ((y0 + row) * input.width() + x0 + left) * input.channels();
          int kernel = (row * layer.side + left) * input.channels();
          found.add(
              new Sight(
                  examples(site.input().values(), from, width).transposed(),
                  site.dx() == null ? null : examples(site.input().gradients(), from, width),
                  weightGradients.part(kernel, width, 0, outputs),
                  weightTransposed.part(0, outputs, kernel, width),
                  examples(site.output().gradients(), place * outputs, outputs)));
        }
      }
      views = seenViews.toArray(View[]::new);
      sights = found.toArray(Sight[]::new);
    }

    /** The numbers at one place of every example. */
    private Matrix examples(Matrix all, int from, int count) {
      int size = all.values().length / site.batch();
      return new Matrix(all.values(), all.offset() + from, site.batch(), count, size, 1);
    }

    @Override
    public void forward() {
      for (int from = 0; from < site.batch(); from += Product.HEIGHT) {
        int to = Math.min(from + Product.HEIGHT, site.batch());
        for (View view : views) {
          site.product().add(view.input, view.weight, view.rows, view.start, view.output, from, to);
        }
      }
    }

    @Override
    public void backward() {
      Sums.columns(site.dy(), sums.length, sums);
      int weights = weight.rows() * weight.columns();
      System.arraycopy(sums, 0, site.gradients(), site.offset() + weights, sums.length);
      Arrays.fill(site.gradients(), site.offset(), site.offset() + weights, 0);
      for (Sight sight : sights) {
        site.product().add(sight.inputTransposed, sight.outputGradients, sight.weightGradients);
      }
      if (site.dx() != null) {
        weight.transposed().copyTo(weightTransposed);
        Arrays.fill(site.dx(), 0);
        for (int from = 0; from < site.batch(); from += Product.HEIGHT) {
          int to = Math.min(from + Product.HEIGHT, site.batch());
          for (Sight sight : sights) {
            site.product()
                .add(sight.outputGradients, sight.weightTransposed, sight.inputGradients, from, to);
          }
        }
      }
    }
  }
}
