package gradus.proxies.engine;

import java.util.Arrays;

/**
 * Scaled dot-product attention with several heads (Vaswani and others, 2017). The channels that
 * come in are queries, keys and values, one after another and in each the heads one after another;
 * projections before and behind are layers of their own.
 *
 * @param heads how many; they divide the channels among them
 * @param causal whether a position sees itself and those before it only
 */
public record Attention(int heads, boolean causal) implements Layer {

  @Override
  public Shape output(Shape input) {
    if (input.channels() % (3 * heads) != 0) {
      throw new IllegalArgumentException(
          "attention: found %d channels; allowed are multiples of %d"
              .formatted(input.channels(), 3 * heads));
    }
    return input.channels(input.channels() / 3);
  }

  @Override
  public long multiplications(Shape input) {
    return 2L * input.positions() * input.positions() * (input.channels() / 3);
  }

  @Override
  public Pass open(Site site) {
    return new Attending(heads, causal, site);
  }

  /** Where the matrices of one head of one example lie. Views are made once. */
  private record Head(
      Matrix query,
      Matrix key,
      Matrix keyTransposed,
      Matrix value,
      Matrix valueTransposed,
      Matrix shares,
      Matrix sharesTransposed,
      Matrix result) {

    static Head of(Matrix mixed, Matrix shares, Matrix result, int head, int heads, int example) {
      int positions = shares.columns();
      int units = result.columns();
      int width = units / heads;
      int row = example * positions;
      Matrix query = mixed.part(row, positions, head * width, width);
      Matrix key = mixed.part(row, positions, units + head * width, width);
      Matrix value = mixed.part(row, positions, 2 * units + head * width, width);
      Matrix share = shares.part((example * heads + head) * positions, positions, 0, positions);
      return new Head(
          query,
          key,
          key.transposed(),
          value,
          value.transposed(),
          share,
          share.transposed(),
          result.part(row, positions, head * width, width));
    }
  }

  private static final class Attending implements Pass {

    private final boolean causal;
    private final Product product;
    private final Matrix shares;
    private final Matrix shareGradients;
    private final Head[] values;
    private final Head[] gradients;
    private final float scale;
    private final Sums sums = new Sums();

    Attending(int heads, boolean causal, Site site) {
      this.causal = causal;
      product = site.product();
      int positions = site.shape().positions();
      int count = site.batch() * heads;
      shares = Matrix.zeros(count * positions, positions);
      shareGradients = Matrix.zeros(count * positions, positions);
      values = new Head[count];
      gradients = new Head[count];
      for (int i = 0; i < count; i++) {
        int head = i % heads;
        int example = i / heads;
        Matrix input = site.input().values();
        values[i] = Head.of(input, shares, site.output().values(), head, heads, example);
        if (site.input().differentiable()) {
          Matrix dx = site.input().gradients();
          Matrix dy = site.output().gradients();
          gradients[i] = Head.of(dx, shareGradients, dy, head, heads, example);
        }
      }
      scale = (float) (1 / Math.sqrt(values[0].query().columns()));
    }

    @Override
    public void forward() {
      for (Head head : values) {
        product.multiply(head.query(), head.keyTransposed(), head.shares());
      }
      softmax(shares.values(), shares.columns());
      for (Head head : values) {
        product.multiply(head.shares(), head.value(), head.result());
      }
    }

    /** A row for each position; those that it does not see get the share 0. */
    private void softmax(float[] x, int columns) {
      for (int from = 0, row = 0; from < x.length; from += columns, row++) {
        int seen = causal ? row % columns + 1 : columns;
        float largest = sums.largest(x, from, seen);
        for (int i = from; i < from + seen; i++) {
          x[i] = (x[i] - largest) * scale;
        }
        Arrays.fill(x, from + seen, from + columns, 0);
      }
      Elementary.exp(x, 0, x.length);
      for (int from = 0, row = 0; from < x.length; from += columns, row++) {
        int seen = causal ? row % columns + 1 : columns;
        float share = 1 / sums.sum(x, from, seen);
        for (int i = from; i < from + seen; i++) {
          x[i] *= share;
        }
        Arrays.fill(x, from + seen, from + columns, 0);
      }
    }

    @Override
    public void backward() {
      if (gradients[0] == null) {
        return;
      }
      for (int i = 0; i < values.length; i++) {
        Head x = values[i];
        Head dx = gradients[i];
        product.multiply(x.sharesTransposed(), dx.result(), dx.value());
        product.multiply(dx.result(), x.valueTransposed(), dx.shares());
      }
      differentiate(shares.values(), shareGradients.values(), shares.columns());
      for (int i = 0; i < values.length; i++) {
        Head x = values[i];
        Head dx = gradients[i];
        product.multiply(dx.shares(), x.key(), dx.query());
        product.multiply(dx.sharesTransposed(), x.query(), dx.key());
      }
    }

    /** From the gradients by the shares to those by the products of queries and keys. */
    private void differentiate(float[] share, float[] gradient, int columns) {
      for (int from = 0; from < share.length; from += columns) {
        float mean = sums.dot(share, from, gradient, from, columns);
        for (int i = from; i < from + columns; i++) {
          gradient[i] = share[i] * (gradient[i] - mean) * scale;
        }
      }
    }
  }
}
