package gradus.proxies;

import java.util.Arrays;
import java.util.List;

/**
 * {@code y = x W + b} for every row x.
 *
 * @param name the prefix of the tensors' names
 * @param inputs the length of x
 * @param outputs the length of y
 */
record Dense(String name, int inputs, int outputs) implements Layer {

  @Override
  public List<Tensor> tensors() {
    return List.of(
        Tensor.of(name + ".weight", inputs, outputs), Tensor.of(name + ".bias", outputs));
  }

  /** Weights normal with variance 2 / inputs (He and others, 2015), biases zero. */
  @Override
  public void initialise(float[] weights, int offset, SplitMix64 random) {
    double deviation = Math.sqrt(2.0 / inputs);
    int bias = offset + inputs * outputs;
    for (int i = offset; i < bias; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    Arrays.fill(weights, bias, bias + outputs, 0);
  }

  @Override
  public Pass open(
      float[] weights, float[] gradients, int offset, Activation input, Activation output) {
    int bias = offset + inputs * outputs;
    Matrix weight = Matrix.of(weights, offset, inputs, outputs);
    Matrix weightGradient = Matrix.of(gradients, offset, inputs, outputs);
    Matrix biasRow = Matrix.of(weights, bias, 1, outputs);
    Matrix biasGradient = Matrix.of(gradients, bias, 1, outputs);
    Matrix inputTransposed = input.values().transposed();
    Matrix weightTransposed = weight.transposed();
    // The product wants rows that lie together, so the transposed weights get a copy.
    Matrix weightColumns = Matrix.zeros(outputs, inputs);
    Matrix zeros = Matrix.zeros(1, Math.max(inputs, outputs));
    Matrix ones = Matrix.ones(1, input.values().rows());
    return new Pass() {
      @Override
      public void forward() {
        output.values().product(biasRow, input.values(), weight);
      }

      @Override
      public void differentiateParameters() {
        weightGradient.product(zeros, inputTransposed, output.gradients());
        biasGradient.product(zeros, ones, output.gradients());
      }

      @Override
      public void differentiateInput() {
        weightColumns.copy(weightTransposed);
        input.gradients().product(zeros, output.gradients(), weightColumns);
      }
    };
  }
}
