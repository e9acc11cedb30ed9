package gradus.proxies.engine;

/** {@code y = x W + b} for every row x. */
final class Affine implements Pass {

  private final Variable input;
  private final Variable output;
  private final Variable weight;
  private final Variable bias;
  private final Product product;
  private final Matrix inputTransposed;
  private final Matrix weightTransposed;
  private final Matrix biases;
  private final float[] sums;

  Affine(Variable input, Variable output, Variable weight, Variable bias, Product product) {
    this.input = input;
    this.output = output;
    this.weight = weight;
    this.bias = bias;
    this.product = product;
    inputTransposed = input.values().transposed();
    weightTransposed = weight.values().transposed();
    biases = bias.values().repeated(output.values().rows());
    sums = new float[bias.values().columns()];
  }

  @Override
  public void forward() {
    product.add(input.values(), weight.values(), biases, output.values());
  }

  @Override
  public void backward() {
    product.multiply(inputTransposed, output.gradients(), weight.gradients());
    Sums.columns(output.gradients().values(), sums.length, sums);
    System.arraycopy(sums, 0, bias.gradients().values(), bias.gradients().offset(), sums.length);
    if (input.differentiable()) {
      product.multiply(output.gradients(), weightTransposed, input.gradients());
    }
  }
}
