package gradus.interpreter;

import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import java.util.LinkedHashMap;

/** Traces the double-precision oracle. */
final class OracleTracer implements Tracer {
  private final Oracle oracle;
  private final double[][] weights;

  private OracleTracer(Oracle oracle, double[][] weights) {
    this.oracle = oracle;
    this.weights = weights;
  }

  static OracleTracer of(Program program, Shapes shapes, double[][] weights) {
    double[][] own = copy(weights);
    return new OracleTracer(Oracle.of(program, shapes, own), own);
  }

  private static double[][] copy(double[][] data) {
    double[][] copy = new double[data.length][];
    for (int t = 0; t < data.length; t++) {
      copy[t] = data[t].clone();
    }
    return copy;
  }

  @Override
  public Snapshot step(double[][] gradients, double rate) {
    double[][] update = oracle.step(gradients, rate);
    return new Snapshot(copy(update), copy(weights), new LinkedHashMap<>(oracle.state()));
  }

  @Override
  public void close() {}
}
