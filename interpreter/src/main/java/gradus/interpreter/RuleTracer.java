package gradus.interpreter;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.interpreter.memory.Extents;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Traces a tier of the rule engine, in single precision. */
final class RuleTracer implements Tracer {
  private final RuleEngine engine;
  private final float[] weights;
  private final float[] gradients;
  private final float[] update;

  private RuleTracer(RuleEngine engine) {
    this.engine = engine;
    int length = engine.memory().extents().length();
    weights = new float[length];
    gradients = new float[length];
    update = new float[length];
  }

  static RuleTracer of(RuleEngine engine, Program program, double[][] weights) {
    RuleTracer tracer = new RuleTracer(engine);
    tracer.engine.begin(program);
    tracer.engine.memory().keepUpdate(tracer.update);
    tracer.write(weights, tracer.weights);
    return tracer;
  }

  @Override
  public Snapshot step(double[][] gradient, double rate) {
    write(gradient, gradients);
    engine.step(weights, gradients, rate);
    return new Snapshot(read(Kind.TENSOR, update), read(Kind.TENSOR, weights), state());
  }

  private Map<String, Oracle.Tree> state() {
    Kinds kinds = Kinds.of(engine.program());
    Memory memory = engine.memory();
    Map<String, Oracle.Tree> states = new LinkedHashMap<>();
    for (int i = 0; i < engine.program().states().size(); i++) {
      String name = engine.program().states().get(i);
      Kind kind = kinds.input(name);
      double[][] data =
          switch (kind) {
            case NUMBER -> new double[][] {{memory.inputs().small(i)[0]}};
            case LEAF -> leaves(memory.inputs().small(i));
            default -> read(kind, memory.inputs().array(Inputs.STATES + i));
          };
      states.put(name, new Oracle.Tree(kind, data));
    }
    return states;
  }

  private static double[][] leaves(double[] numbers) {
    double[][] data = new double[numbers.length][];
    for (int t = 0; t < data.length; t++) {
      data[t] = new double[] {numbers[t]};
    }
    return data;
  }

  private void write(double[][] data, float[] target) {
    for (int t = 0; t < data.length; t++) {
      for (int i = 0; i < data[t].length; i++) {
        target[engine.memory().extents().start(t) + i] = (float) data[t][i];
      }
    }
  }

  private double[][] read(Kind kind, float[] source) {
    Extents extents = engine.memory().extents(kind);
    double[][] data = new double[extents.tensors()][];
    for (int t = 0; t < data.length; t++) {
      data[t] = new double[extents.size(t)];
      for (int i = 0; i < data[t].length; i++) {
        data[t][i] = source[extents.start(t) + i];
      }
    }
    return data;
  }

  @Override
  public void close() {
    engine.close();
  }
}
