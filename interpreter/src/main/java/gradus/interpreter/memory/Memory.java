package gradus.interpreter.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the steps of one training work on: weights and gradients where the trainer has them, the
 * state in ND4J's flat memory, and work space. It serves one thread, and one training after
 * another.
 *
 * <p>A step looks at the model through a window: a stretch of flat memory whose temporaries stay in
 * the processor's cache. Buffers hold the elements of the window only; buffer index 0 is the first
 * element of the window.
 */
public final class Memory {
  /** How many elements a window has, unless a program must see all at once. */
  public static final int WINDOW = 2048;

  private final Extents extents;
  private final List<FlatArray> tensorStates = new ArrayList<>();
  private final List<double[]> smallStates = new ArrayList<>();
  private MemorySegment weights;
  private MemorySegment gradients;
  private MemorySegment update;
  private double rate;
  private int step;

  private float[][] buffers = new float[0][];
  private double[][] leaves = new double[0][];
  private double[] numbers = new double[0];
  private int from;
  private int to;
  private int firstTensor;
  private int lastTensor;

  /**
   * Memory for a model.
   *
   * @param extents where its tensors lie
   */
  public Memory(Extents extents) {
    this.extents = extents;
  }

  /**
   * Begins a training: step 0, all state zero.
   *
   * @param tensors how many states have one float for each element
   * @param small how many states have one number, or one for each tensor
   */
  public void reset(int tensors, int small) {
    step = 0;
    update = null;
    while (tensorStates.size() < tensors) {
      tensorStates.add(FlatArray.zeros(extents.length()));
    }
    tensorStates.forEach(state -> state.segment().fill((byte) 0));
    while (smallStates.size() < small) {
      smallStates.add(new double[extents.tensors()]);
    }
    smallStates.forEach(state -> Arrays.fill(state, 0));
  }

  /**
   * Prepares the next step.
   *
   * @param weights float32, of the model's length; changed by the step
   * @param gradients float32, of the model's length
   * @param rate the learning rate of this step
   */
  public void next(MemorySegment weights, MemorySegment gradients, double rate) {
    this.weights = weights;
    this.gradients = gradients;
    this.rate = rate;
    step++;
  }

  /**
   * Asks for the update itself to be kept, besides the new weights.
   *
   * @param target float32, of the model's length
   */
  public void keepUpdate(MemorySegment target) {
    update = target;
  }

  /**
   * Makes room for the values of a program.
   *
   * @param tensors how many buffers
   * @param perTensor how many values of one number for each tensor
   * @param single how many single numbers
   * @param window the number of elements of a buffer
   */
  public void reserve(int tensors, int perTensor, int single, int window) {
    if (buffers.length < tensors || (tensors > 0 && buffers[0].length < window)) {
      int length = Math.max(window, buffers.length == 0 ? 0 : buffers[0].length);
      buffers = new float[Math.max(tensors, buffers.length)][length];
    }
    if (leaves.length < perTensor) {
      leaves = new double[perTensor][extents.tensors()];
    }
    if (numbers.length < single) {
      numbers = new double[single];
    }
  }

  /**
   * Moves the window.
   *
   * @param first its first element
   * @param end the element after its last
   */
  public void look(int first, int end) {
    from = first;
    to = end;
    firstTensor = first == 0 ? 0 : firstTensor;
    while (firstTensor < extents.tensors() - 1 && extents.start(firstTensor + 1) <= first) {
      firstTensor++;
    }
    lastTensor = firstTensor;
    while (lastTensor < extents.tensors() - 1 && extents.start(lastTensor + 1) < end) {
      lastTensor++;
    }
  }

  /**
   * Copies the window of a segment into a buffer.
   *
   * @param source float32, of the model's length
   * @param buffer the buffer
   */
  public void load(MemorySegment source, float[] buffer) {
    MemorySegment.copy(source, ValueLayout.JAVA_FLOAT, 4L * from, buffer, 0, to - from);
  }

  /**
   * Copies a buffer into the window of a segment.
   *
   * @param buffer the buffer
   * @param target float32, of the model's length
   */
  public void store(float[] buffer, MemorySegment target) {
    MemorySegment.copy(buffer, 0, target, ValueLayout.JAVA_FLOAT, 4L * from, to - from);
  }

  /**
   * Where the tensors lie.
   *
   * @return the extents of the model
   */
  public Extents extents() {
    return extents;
  }

  /**
   * The weights of this step.
   *
   * @return float32, of the model's length
   */
  public MemorySegment weights() {
    return weights;
  }

  /**
   * The gradients of this step.
   *
   * @return float32, of the model's length
   */
  public MemorySegment gradients() {
    return gradients;
  }

  /**
   * Where the update is kept.
   *
   * @return float32, of the model's length, or null when it is not wanted
   */
  public MemorySegment update() {
    return update;
  }

  /**
   * The learning rate of this step.
   *
   * @return the schedule's value
   */
  public double rate() {
    return rate;
  }

  /**
   * The number of this step.
   *
   * @return from 1
   */
  public int step() {
    return step;
  }

  /**
   * A state with one float for each element.
   *
   * @param index its number among those
   * @return float32, of the model's length
   */
  public MemorySegment tensorState(int index) {
    return tensorStates.get(index).segment();
  }

  /**
   * A state with one number for each tensor, or only one.
   *
   * @param index its number among those
   * @return the numbers; a single one is the first
   */
  public double[] smallState(int index) {
    return smallStates.get(index);
  }

  /**
   * A buffer of the window's elements.
   *
   * @param index which
   * @return the buffer
   */
  public float[] buffer(int index) {
    return buffers[index];
  }

  /**
   * Numbers, one for each tensor.
   *
   * @param index which
   * @return the numbers
   */
  public double[] leaf(int index) {
    return leaves[index];
  }

  /**
   * The single numbers.
   *
   * @return all of them, by index
   */
  public double[] numbers() {
    return numbers;
  }

  /**
   * How many elements the window has.
   *
   * @return the length of what buffers hold
   */
  public int length() {
    return to - from;
  }

  /**
   * The first tensor of which the window shows something.
   *
   * @return its number
   */
  public int firstTensor() {
    return firstTensor;
  }

  /**
   * The last tensor of which the window shows something.
   *
   * @return its number
   */
  public int lastTensor() {
    return lastTensor;
  }

  /**
   * Where a tensor begins in the window.
   *
   * @param tensor a tensor of the window
   * @return an index of buffers
   */
  public int sliceFrom(int tensor) {
    return Math.max(from, extents.start(tensor)) - from;
  }

  /**
   * Where a tensor ends in the window.
   *
   * @param tensor a tensor of the window
   * @return the index of buffers after its last element
   */
  public int sliceTo(int tensor) {
    return Math.min(to, extents.start(tensor + 1)) - from;
  }
}
