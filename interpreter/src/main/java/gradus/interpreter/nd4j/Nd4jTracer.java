package gradus.interpreter.nd4j;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Walk;
import gradus.interpreter.Tracer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a program operation by operation on ND4J's backend. One instance serves one training. */
public final class Nd4jTracer implements Tracer {
  private final Program program;
  private final Shapes shapes;
  private final Arithmetic arithmetic;
  private final DataType type;
  private final Map<String, Value> state = new LinkedHashMap<>();
  private INDArray weights;
  private int steps;

  private Nd4jTracer(Program program, Shapes shapes, DataType type) {
    this.program = program;
    this.shapes = shapes;
    this.type = type;
    arithmetic = new Arithmetic(shapes, type);
    Kinds kinds = Kinds.of(program);
    program.states().forEach(name -> state.put(name, arithmetic.zeros(kinds.input(name))));
  }

  /**
   * Begins a training.
   *
   * @param program a program without problems
   * @param shapes the tensors of the model
   * @param weights by tensor and element; copied
   * @param precise whether to compute in double instead of single precision
   * @return a tracer whose state is zero
   */
  public static Nd4jTracer of(Program program, Shapes shapes, double[][] weights, boolean precise) {
    DataType type = precise ? DataType.DOUBLE : DataType.FLOAT;
    Nd4jTracer tracer = new Nd4jTracer(program, shapes, type);
    tracer.weights = tracer.flat(weights);
    return tracer;
  }

  @Override
  public Snapshot step(double[][] gradients, double rate) {
    Map<String, Value> inputs = new HashMap<>(state);
    inputs.put(program.weight(), new Value(Kind.TENSOR, null, weights.dup()));
    inputs.put(program.gradient(), new Value(Kind.TENSOR, null, flat(gradients)));
    inputs.put(program.rate(), Value.number(rate));
    steps++;
    program.step().ifPresent(name -> inputs.put(name, Value.number(steps)));
    program.hyperparameters().forEach((name, value) -> inputs.put(name, Value.number(value)));
    Map<String, Value> names = Walk.fold(program, arithmetic, inputs);
    state.replaceAll((name, old) -> arithmetic.spread(names.get(name), old.kind()));
    Value update = arithmetic.spread(names.get(program.update()), Kind.TENSOR);
    weights = weights.sub(update.array());
    Map<String, Oracle.Tree> states = new LinkedHashMap<>();
    state.forEach((name, value) -> states.put(name, tree(value)));
    return new Snapshot(
        tree(update).data(), tree(new Value(Kind.TENSOR, null, weights)).data(), states);
  }

  private INDArray flat(double[][] data) {
    double[] all = new double[Math.max(1, arithmetic.extents(Kind.TENSOR).length())];
    for (int t = 0; t < data.length; t++) {
      System.arraycopy(data[t], 0, all, arithmetic.extents(Kind.TENSOR).start(t), data[t].length);
    }
    return Operations.array(all, type);
  }

  private Oracle.Tree tree(Value value) {
    double[][] data = new double[value.kind() == Kind.NUMBER ? 1 : shapes.tensors()][];
    for (int t = 0; t < data.length; t++) {
      if (value.kind().isArray()) {
        INDArray slice = arithmetic.slice(value.kind(), value.array(), t);
        data[t] = slice == null ? new double[0] : slice.dup().toDoubleVector();
      } else {
        data[t] = new double[] {value.scalar(t)};
      }
    }
    return new Oracle.Tree(value.kind(), data);
  }

  @Override
  public void close() {}
}
