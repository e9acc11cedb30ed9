package gradus.proxies;

/** Softmax cross entropy on rows of logits, in double precision. */
final class CrossEntropy {

  private final Activation logits;
  private final double[] exponentials;

  CrossEntropy(Activation logits) {
    this.logits = logits;
    this.exponentials = new double[logits.values().columns()];
  }

  /**
   * Adds up {@code -log softmax(row)[label]} over the first rows, and writes the gradients of that
   * sum divided by their number: {@code (softmax(row) - one hot) / rows}.
   */
  double differentiate(int[] labels, int rows) {
    float[] values = logits.values().values();
    float[] gradients = logits.gradients().values();
    int classes = exponentials.length;
    double loss = 0;
    for (int row = 0, from = 0; row < rows; row++, from += classes) {
      // Shifted by the largest logit, the exponentials cannot overflow.
      double largest = values[from + likeliest(row)];
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        exponentials[j] = StrictMath.exp(values[from + j] - largest);
        sum += exponentials[j];
      }
      loss += StrictMath.log(sum) - (values[from + labels[row]] - largest);
      double scale = 1 / (sum * rows);
      for (int j = 0; j < classes; j++) {
        gradients[from + j] = (float) (exponentials[j] * scale);
      }
      gradients[from + labels[row]] -= 1f / rows;
    }
    return loss;
  }

  /** How many of the first rows have their largest logit at the label. */
  int correct(int[] labels, int rows) {
    int correct = 0;
    for (int row = 0; row < rows; row++) {
      correct += likeliest(row) == labels[row] ? 1 : 0;
    }
    return correct;
  }

  /** The class of the largest logit, the first of equals. */
  private int likeliest(int row) {
    float[] values = logits.values().values();
    int from = row * exponentials.length;
    int likeliest = 0;
    for (int j = 1; j < exponentials.length; j++) {
      likeliest = values[from + j] > values[from + likeliest] ? j : likeliest;
    }
    return likeliest;
  }
}
