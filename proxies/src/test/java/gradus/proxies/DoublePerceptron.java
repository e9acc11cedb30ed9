package gradus.proxies;

/**
 * A perceptron with one hidden layer, written out in double precision and as plainly as possible:
 * what the fast one is compared with. Parameters lie as hidden weight, hidden bias, output weight,
 * output bias.
 */
record DoublePerceptron(int inputs, int hidden, int outputs) {

  int parameters() {
    return (inputs + 1) * hidden + (hidden + 1) * outputs;
  }

  /** The mean cross entropy. */
  double loss(double[] w, double[][] rows, int[] labels) {
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      sum -= Math.log(probabilities(w, rows[r])[labels[r]]);
    }
    return sum / rows.length;
  }

  /** The gradient of the mean cross entropy, by the chain rule, one example after another. */
  double[] gradient(double[] w, double[][] rows, int[] labels) {
    double[] g = new double[w.length];
    int hiddenBias = inputs * hidden;
    int outputWeight = hiddenBias + hidden;
    int outputBias = outputWeight + hidden * outputs;
    for (int r = 0; r < rows.length; r++) {
      double[] h = hidden(w, rows[r]);
      double[] dz = probabilities(w, rows[r]);
      dz[labels[r]] -= 1;
      for (int o = 0; o < outputs; o++) {
        g[outputBias + o] += dz[o] / rows.length;
      }
      for (int j = 0; j < hidden; j++) {
        double dh = 0;
        for (int o = 0; o < outputs; o++) {
          g[outputWeight + j * outputs + o] += h[j] * dz[o] / rows.length;
          dh += w[outputWeight + j * outputs + o] * dz[o];
        }
        if (h[j] > 0) {
          g[hiddenBias + j] += dh / rows.length;
          for (int i = 0; i < inputs; i++) {
            g[i * hidden + j] += rows[r][i] * dh / rows.length;
          }
        }
      }
    }
    return g;
  }

  private double[] hidden(double[] w, double[] x) {
    double[] h = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      h[j] = w[inputs * hidden + j];
      for (int i = 0; i < inputs; i++) {
        h[j] += x[i] * w[i * hidden + j];
      }
      h[j] = Math.max(h[j], 0);
    }
    return h;
  }

  private double[] probabilities(double[] w, double[] x) {
    double[] h = hidden(w, x);
    int outputWeight = (inputs + 1) * hidden;
    double[] z = new double[outputs];
    double sum = 0;
    for (int o = 0; o < outputs; o++) {
      z[o] = w[outputWeight + hidden * outputs + o];
      for (int j = 0; j < hidden; j++) {
        z[o] += h[j] * w[outputWeight + j * outputs + o];
      }
      z[o] = Math.exp(z[o]);
      sum += z[o];
    }
    for (int o = 0; o < outputs; o++) {
      z[o] /= sum;
    }
    return z;
  }
}
