package gradus.interpreter.memory;

import gradus.grammar.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What a program reads and what its results go to: weights, gradients, and the states in the order
 * of the program. Where the window shows the whole model, a program works on them in place.
 *
 * <p>All are arrays of the Java heap, since only over those does the virtual machine vectorise
 * loops that read and write several.
 */
public final class Inputs {
  /** The number of the weights. */
  public static final int WEIGHTS = 0;

  /** The number of the gradients. */
  public static final int GRADIENTS = 1;

  /** The number of where the update goes, when it is wanted. */
  public static final int UPDATE = 2;

  /** The number of the first state. */
  public static final int STATES = 3;

  private final Window window;
  private final ToIntFunction<Kind> lengths;
  private final int tensors;
  private final Map<Kind, List<float[]>> known = new EnumMap<>(Kind.class);
  private float[][] arrays = new float[STATES][];
  private float[][] views = new float[STATES][];
  private float[][] buffers = new float[STATES][];
  private double[][] small = new double[0][];

  Inputs(Window window, ToIntFunction<Kind> lengths, int tensors) {
    this.window = window;
    this.lengths = lengths;
    this.tensors = tensors;
  }

  void reset(List<Kind> states) {
    arrays = new float[STATES + states.size()][];
    views = new float[arrays.length][];
    buffers = Arrays.copyOf(buffers, Math.max(buffers.length, arrays.length));
    small = new double[states.size()][];
    Map<Kind, Integer> used = new EnumMap<>(Kind.class);
    for (int i = 0; i < states.size(); i++) {
      Kind kind = states.get(i);
      if (kind.isArray()) {
        arrays[STATES + i] = zeros(kind, used.merge(kind, 1, Integer::sum) - 1);
      } else {
        small[i] = new double[kind == Kind.NUMBER ? 1 : tensors];
      }
    }
  }

  /** Arrays outlive their training, since large ones are dear to get. */
  private float[] zeros(Kind kind, int index) {
    List<float[]> list = known.computeIfAbsent(kind, absent -> new ArrayList<>());
    if (index == list.size()) {
      list.add(new float[lengths.applyAsInt(kind)]);
    } else {
      Arrays.fill(list.get(index), 0);
    }
    return list.get(index);
  }

  void next(float[] weights, float[] gradients) {
    put(WEIGHTS, weights);
    put(GRADIENTS, gradients);
  }

  void keepUpdate(float[] target) {
    put(UPDATE, target);
  }

  /** As long as no window shows less, all of it is seen. */
  private void put(int input, float[] array) {
    arrays[input] = array;
    views[input] = array;
  }

  /**
   * Makes an input visible: in place, or as a copy of what the window shows.
   *
   * @param input its number
   */
  public void show(int input) {
    if (window.showsAll()) {
      views[input] = arrays[input];
      return;
    }
    if (buffers[input] == null || buffers[input].length < window.length()) {
      buffers[input] = new float[window.length()];
    }
    views[input] = buffers[input];
    System.arraycopy(arrays[input], window.from(), views[input], 0, window.length());
  }

  /**
   * What is seen of an input.
   *
   * @param input its number
   * @return its elements; of a tensor those that the window shows
   */
  public float[] view(int input) {
    return views[input];
  }

  /**
   * The weights, the gradients, a state with arrays, or where the update goes.
   *
   * @param input its number
   * @return its elements, tensor after tensor; null for an update that is not wanted
   */
  public float[] array(int input) {
    return arrays[input];
  }

  /**
   * A state of one number, or of one for each tensor.
   *
   * @param state its number among the states
   * @return the numbers; a single one is the first
   */
  public double[] small(int state) {
    return small[state];
  }
}
