package gradus.proxies.engine;

/** How far real numbers are from their targets, as the mean over the numbers of a row. */
public enum Distance implements Loss {
  /** {@code (x - t)^2}. */
  SQUARED {
    @Override
    double loss(double error) {
      return error * error;
    }

    @Override
    double slope(double error) {
      return 2 * error;
    }
  },
  /** {@code |x - t|}, with gradient 0 at 0. */
  ABSOLUTE {
    @Override
    double loss(double error) {
      return Math.abs(error);
    }

    @Override
    double slope(double error) {
      return Math.signum(error);
    }
  };

  abstract double loss(double error);

  abstract double slope(double error);

  @Override
  public int targets(Shape output) {
    return output.size();
  }

  @Override
  public Judge open(Variable output) {
    float[] values = output.values().values();
    float[] gradients = output.gradients().values();
    int columns = output.values().columns();
    return (targets, rows) -> {
      double sum = 0;
      double share = 1.0 / ((double) rows * columns);
      for (int i = 0; i < rows * columns; i++) {
        double error = (double) values[i] - targets[i];
        sum += loss(error);
        gradients[i] = (float) (slope(error) * share);
      }
      return sum / columns;
    };
  }
}
