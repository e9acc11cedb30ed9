package gradus.proxies.engine;

/** Softmax cross entropy in nats: {@code -log softmax(row)[label]}; a target is a label. */
public record CrossEntropy() implements Loss {

  @Override
  public int targets(Shape output) {
    return output.positions();
  }

  @Override
  public Judge open(Variable output) {
    float[] logits = output.values().values();
    float[] gradients = output.gradients().values();
    int classes = output.values().columns();
    return new Judge() {
      @Override
      public double differentiate(float[] targets, int rows) {
        double loss = 0;
        for (int row = 0, from = 0; row < rows; row++, from += classes) {
          loss += differentiate(from, (int) targets[row], rows);
        }
        return loss;
      }

      /** The gradient of a row is {@code (softmax(row) - one hot) / rows}. */
      private double differentiate(int from, int label, int rows) {
        // Shifted by the largest logit, the exponentials cannot overflow.
        float largest = Sums.largest(logits, from, classes);
        System.arraycopy(logits, from, gradients, from, classes);
        add(gradients, from, -largest);
        Elementary.exp(gradients, from, from + classes);
        double sum = Sums.sum(gradients, from, classes);
        scale(gradients, from, (float) (1 / (sum * rows)));
        gradients[from + label] -= 1f / rows;
        return StrictMath.log(sum) - ((double) logits[from + label] - largest);
      }

      private void add(float[] x, int from, float number) {
        for (int i = from; i < from + classes; i++) {
          x[i] += number;
        }
      }

      private void scale(float[] x, int from, float factor) {
        for (int i = from; i < from + classes; i++) {
          x[i] *= factor;
        }
      }

      @Override
      public int correct(float[] targets, int rows) {
        int correct = 0;
        for (int row = 0; row < rows; row++) {
          correct += likeliest(row * classes) == (int) targets[row] ? 1 : 0;
        }
        return correct;
      }

      /** The class of the largest logit, the first of equals. */
      private int likeliest(int from) {
        int likeliest = 0;
        for (int j = 1; j < classes; j++) {
          likeliest = logits[from + j] > logits[from + likeliest] ? j : likeliest;
        }
        return likeliest;
      }
    };
  }
}
