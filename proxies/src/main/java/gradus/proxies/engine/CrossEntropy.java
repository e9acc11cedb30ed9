package gradus.proxies.engine;

/** Softmax cross entropy in nats: {@code -log softmax(row)[label]}; a target is a label. */
public record CrossEntropy() implements Loss {

  private static final int CACHED = 4096;

  /** One more factor cannot overflow. */
  private static final double LARGE = 1e200;

  @Override
  public int targets(Shape output) {
    return output.positions();
  }

  @Override
  public Judge open(Variable output) {
    float[] logits = output.values().values();
    float[] gradients = output.gradients().values();
    int classes = output.values().columns();
    Sums sums = new Sums();
    return new Judge() {
      @Override
      public double differentiate(float[] targets, int rows) {
        // Some rows at once: short ones fill vectors then, and long ones stay in the cache.
        int some = Math.max(1, CACHED / classes);
        double loss = 0;
        for (int row = 0; row < rows; row += some) {
          int end = Math.min(row + some, rows);
          for (int i = row; i < end; i++) {
            loss += shift(i * classes, (int) targets[i]);
          }
          Elementary.exp(gradients, row * classes, end * classes);
          loss += normalise(row, end, 1f / rows);
          for (int i = row; i < end; i++) {
            gradients[i * classes + (int) targets[i]] -= 1f / rows;
          }
        }
        return loss;
      }

      /**
       * Shifted by the largest logit, the exponentials cannot overflow; gives the label's share.
       */
      private double shift(int from, int label) {
        float largest = sums.largest(logits, from, classes);
        for (int i = from; i < from + classes; i++) {
          gradients[i] = logits[i] - largest;
        }
        return -gradients[from + label];
      }

      /**
       * Makes the softmax of rows, each a share of the whole, and gives the logarithm of the
       * product of their sums.
       */
      private double normalise(int row, int end, float share) {
        double log = 0;
        double product = 1;
        for (int i = row; i < end; i++) {
          float sum = sums.sum(gradients, i * classes, classes);
          scale(i * classes, share / sum);
          product *= sum;
          if (product > LARGE) {
            log += StrictMath.log(product);
            product = 1;
          }
        }
        return log + StrictMath.log(product);
      }

      private void scale(int from, float factor) {
        for (int i = from; i < from + classes; i++) {
          gradients[i] *= factor;
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
