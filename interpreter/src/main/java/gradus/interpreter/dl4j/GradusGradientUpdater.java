package gradus.interpreter.dl4j;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import gradus.interpreter.nd4j.Elements;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * Turns gradients into updates by a program. The state lies in DL4J's memory, which saves it and
 * averages it: an array for each state variable, one after another. A state that is one number for
 * all is there once for each element.
 */
final class GradusGradientUpdater implements GradientUpdater<GradusUpdater> {
  private final GradusUpdater config;
  private final Program program;
  private final List<Kind> kinds;
  private final Map<String, INDArray> state = new LinkedHashMap<>();
  private RuleEngine engine;
  private float[] weights;
  private float[] gradients;
  private float[] update;

  GradusGradientUpdater(GradusUpdater config) {
    this.config = config;
    program = config.program();
    kinds = program.states().stream().map(Kinds.of(program)::input).toList();
  }

  @Override
  public GradusUpdater getConfig() {
    return config;
  }

  @Override
  public Map<String, INDArray> getState() {
    return new LinkedHashMap<>(state);
  }

  @Override
  public void setState(Map<String, INDArray> next, boolean initialize) {
    if (!next.keySet().containsAll(program.states()) || next.size() != program.states().size()) {
      throw new IllegalArgumentException(
          "state: found " + next.keySet() + "; allowed: " + program.states());
    }
    program.states().forEach(name -> state.put(name, next.get(name)));
    if (initialize) {
      state.values().forEach(array -> array.assign(0));
    }
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    List<String> names = program.states();
    if (names.isEmpty()) {
      return;
    }
    if (initialize) {
      view.assign(0);
    }
    long length = view.length() / names.size();
    INDArray row = view.reshape('c', 1, view.length());
    for (int i = 0; i < names.size(); i++) {
      INDArray part =
          row.get(NDArrayIndex.point(0), NDArrayIndex.interval(i * length, (i + 1) * length));
      state.put(names.get(i), part.reshape(order, shape));
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    begin(Math.toIntExact(gradient.length()));
    Memory memory = engine.memory();
    memory.resume(iteration); // which DL4J counts from 0
    load(memory);
    Elements.read(gradient, gradients, 0);
    engine.step(weights, gradients, config.getLearningRate(iteration, epoch));
    store(memory);
    Elements.write(update, 0, gradient);
  }

  /** The engine keeps the update; the weights that it subtracts it from are nobody's. */
  private void begin(int length) {
    if (engine == null || length != gradients.length) {
      if (engine != null) {
        engine.close();
      }
      engine = RuleEngine.of(Shapes.vectors(List.of(length)));
      engine.begin(program);
      weights = new float[length];
      gradients = new float[length];
      update = new float[length];
      engine.memory().keepUpdate(update);
    }
    Arrays.fill(weights, 0);
  }

  private void load(Memory memory) {
    for (int i = 0; i < kinds.size(); i++) {
      INDArray array = state.get(program.states().get(i));
      if (kinds.get(i).isArray()) {
        Elements.read(array, memory.inputs().array(Inputs.STATES + i), 0);
      } else {
        memory.inputs().small(i)[0] = array.getDouble(0);
      }
    }
  }

  private void store(Memory memory) {
    for (int i = 0; i < kinds.size(); i++) {
      INDArray array = state.get(program.states().get(i));
      if (kinds.get(i).isArray()) {
        Elements.write(memory.inputs().array(Inputs.STATES + i), 0, array);
      } else {
        array.assign(memory.inputs().small(i)[0]);
      }
    }
  }
}
