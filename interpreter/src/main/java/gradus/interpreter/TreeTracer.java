package gradus.interpreter;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Extents;
import gradus.interpreter.memory.FlatArray;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/** Traces the tree tier, over ND4J's memory in single precision. */
final class TreeTracer implements Tracer {
  private final TreeEngine engine;
  private final FlatArray weights;
  private final FlatArray gradients;
  private final FlatArray update;

  private TreeTracer(TreeEngine engine) {
    this.engine = engine;
    int length = engine.memory().extents().length();
    weights = FlatArray.zeros(length);
    gradients = FlatArray.zeros(length);
    update = FlatArray.zeros(length);
  }

  static TreeTracer of(Program program, Shapes shapes, double[][] weights) {
    TreeTracer tracer = new TreeTracer(TreeEngine.of(shapes));
    tracer.engine.begin(program);
    tracer.engine.memory().keepUpdate(tracer.update.segment());
    tracer.write(weights, tracer.weights.segment());
    return tracer;
  }

  @Override
  public Snapshot step(double[][] gradient, double rate) {
    write(gradient, gradients.segment());
    engine.step(weights.segment(), gradients.segment(), rate);
    return new Snapshot(
        read(Kind.TENSOR, update.segment()), read(Kind.TENSOR, weights.segment()), state());
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
            case NUMBER -> new double[][] {{memory.smallState(i)[0]}};
            case LEAF -> leaves(memory.smallState(i));
            default -> read(kind, memory.arrayState(i));
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
        int index = engine.memory().extents().start(t) + i;
        target.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) data[t][i]);
      }
    }
  }

  private double[][] read(Kind kind, MemorySegment source) {
    Extents extents = engine.memory().extents(kind);
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
