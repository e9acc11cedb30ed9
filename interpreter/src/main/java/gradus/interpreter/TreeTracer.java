package gradus.interpreter;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.interpreter.memory.Extents;
import gradus.interpreter.memory.FlatArray;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Traces the tree tier, over ND4J's memory in single precision. */
final class TreeTracer implements Tracer {
  private final TreeEngine engine;
  private final Extents extents;
  private final FlatArray weights;
  private final FlatArray gradients;
  private final FlatArray update;

  private TreeTracer(TreeEngine engine, Extents extents) {
    this.engine = engine;
    this.extents = extents;
    weights = FlatArray.zeros(extents.length());
    gradients = FlatArray.zeros(extents.length());
    update = FlatArray.zeros(extents.length());
  }

  static TreeTracer of(Program program, double[][] weights) {
    Extents extents = Extents.of(Arrays.stream(weights).map(tensor -> tensor.length).toList());
    TreeTracer tracer = new TreeTracer(TreeEngine.of(extents), extents);
    tracer.engine.begin(program);
    tracer.engine.memory().keepUpdate(tracer.update.segment());
    tracer.write(weights, tracer.weights.segment());
    return tracer;
  }

  @Override
  public Snapshot step(double[][] gradient, double rate) {
    write(gradient, gradients.segment());
    engine.step(weights.segment(), gradients.segment(), rate);
    return new Snapshot(read(update.segment()), read(weights.segment()), state());
  }

  private Map<String, Oracle.Tree> state() {
    Kinds kinds = Kinds.of(engine.program());
    Memory memory = engine.memory();
    Map<String, Oracle.Tree> states = new LinkedHashMap<>();
    int tensor = 0;
    int small = 0;
    for (String name : engine.program().states()) {
      Kind kind = kinds.input(name);
      double[][] data =
          switch (kind) {
            case TENSOR -> read(memory.tensorState(tensor++));
            case LEAF -> leaves(memory.smallState(small++));
            case NUMBER -> new double[][] {{memory.smallState(small++)[0]}};
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

  private void write(double[][] data, MemorySegment target) {
    for (int t = 0; t < data.length; t++) {
      for (int i = 0; i < data[t].length; i++) {
        target.setAtIndex(ValueLayout.JAVA_FLOAT, extents.start(t) + i, (float) data[t][i]);
      }
    }
  }

  private double[][] read(MemorySegment source) {
    double[][] data = new double[extents.tensors()][];
    for (int t = 0; t < data.length; t++) {
      data[t] = new double[extents.size(t)];
      for (int i = 0; i < data[t].length; i++) {
        data[t][i] = source.getAtIndex(ValueLayout.JAVA_FLOAT, extents.start(t) + i);
      }
    }
    return data;
  }

  @Override
  public void close() {
    engine.close();
  }
}
