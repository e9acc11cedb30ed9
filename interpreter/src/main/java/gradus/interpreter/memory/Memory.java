package gradus.interpreter.memory;

import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps of one training work on: weights and gradients where the trainer has them, the
 * state in ND4J's flat memory, and work space. It serves one thread, and one training after
 * another.
 */
public final class Memory {
  /** How many elements a window has, unless a program must see all at once. */
  public static final int WINDOW = 2048;

  private final Shapes shapes;
  private final Extents extents;
  private final Window window;
  private final WorkSpace space;
  private final Map<Kind, Extents> others = new EnumMap<>(Kind.class);
  private final Map<Kind, List<FlatArray>> arrays = new EnumMap<>(Kind.class);
  private final List<double[]> numbers = new ArrayList<>();
  private final List<Object> states = new ArrayList<>();
  private double[] hyperparameters = new double[0];
  private MemorySegment weights;
  private MemorySegment gradients;
  private MemorySegment update;
  private double rate;
  private int step;

  /**
   * Memory for a model.
   *
   * @param shapes its tensors
   */
  public Memory(Shapes shapes) {
    this.shapes = shapes;
    extents = Extents.of(shapes, Kind.TENSOR);
    window = new Window(extents);
    space = new WorkSpace(shapes.tensors());
  }

  /**
   * Begins a training: step 0, all state zero.
   *
   * @param kinds the kind of each state
   * @param values the hyperparameters, in order
   */
  public void reset(List<Kind> kinds, double[] values) {
    step = 0;
    update = null;
    hyperparameters = values;
    states.clear();
    Map<Kind, Integer> used = new EnumMap<>(Kind.class);
    int small = 0;
    for (Kind kind : kinds) {
      if (kind.isArray()) {
        states.add(array(kind, used.merge(kind, 1, Integer::sum) - 1).segment().fill((byte) 0));
      } else {
        states.add(numbers(small++));
      }
    }
  }

  /** Arrays outlive their training, since ND4J's memory is dear to get. */
  private FlatArray array(Kind kind, int index) {
    List<FlatArray> known = arrays.computeIfAbsent(kind, absent -> new ArrayList<>());
    if (index == known.size()) {
      known.add(FlatArray.zeros(extents(kind).length()));
    }
    return known.get(index);
  }

  private double[] numbers(int index) {
    if (index == numbers.size()) {
      numbers.add(new double[shapes.tensors()]);
    }
    Arrays.fill(numbers.get(index), 0);
    return numbers.get(index);
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
   * Copies what is to be seen of a segment into a buffer.
   *
   * @param source float32
   * @param kind what lies there; of tensors the window is copied
   * @param buffer the buffer
   */
  public void load(MemorySegment source, Kind kind, float[] buffer) {
    MemorySegment.copy(source, ValueLayout.JAVA_FLOAT, offset(kind), buffer, 0, length(kind));
  }

  /**
   * Copies a buffer to its place in a segment.
   *
   * @param buffer the buffer
   * @param kind what lies there; of tensors the window is copied
   * @param target float32
   */
  public void store(float[] buffer, Kind kind, MemorySegment target) {
    MemorySegment.copy(buffer, 0, target, ValueLayout.JAVA_FLOAT, offset(kind), length(kind));
  }

  private long offset(Kind kind) {
    return kind == Kind.TENSOR ? 4L * window.from() : 0;
  }

  /**
   * How many elements the buffer of a value holds.
   *
   * @param kind its kind
   * @return the length of the window for tensors, of all for other arrays
   */
  public int length(Kind kind) {
    return kind == Kind.TENSOR ? window.length() : extents(kind).length();
  }

  /**
   * Where the elements of a tensor begin in a buffer.
   *
   * @param kind the kind of the value
   * @param tensor a tensor of the window
   * @return the index of its first element
   */
  public int sliceFrom(Kind kind, int tensor) {
    return kind == Kind.TENSOR ? window.sliceFrom(tensor) : extents(kind).start(tensor);
  }

  /**
   * Where the elements of a tensor end in a buffer.
   *
   * @param kind the kind of the value
   * @param tensor a tensor of the window
   * @return the index after its last element
   */
  public int sliceTo(Kind kind, int tensor) {
    return kind == Kind.TENSOR ? window.sliceTo(tensor) : extents(kind).start(tensor + 1);
  }

  /**
   * The tensors of the model.
   *
   * @return their names and shapes
   */
  public Shapes shapes() {
    return shapes;
  }

  /**
   * Where the elements of weights lie.
   *
   * @return the extents of the model
   */
  public Extents extents() {
    return extents;
  }

  /**
   * Where the elements of a value lie.
   *
   * @param kind its kind
   * @return its extents
   */
  public Extents extents(Kind kind) {
    return kind == Kind.TENSOR
        ? extents
        : others.computeIfAbsent(kind, absent -> Extents.of(shapes, absent));
  }

  /**
   * What the step sees of the model at this moment.
   *
   * @return the window
   */
  public Window window() {
    return window;
  }

  /**
   * Where the values of the program are.
   *
   * @return the work space
   */
  public WorkSpace space() {
    return space;
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
   * A hyperparameter of this training.
   *
   * @param index its number
   * @return its value
   */
  public double hyperparameter(int index) {
    return hyperparameters[index];
  }

  /**
   * A state that has arrays.
   *
   * @param index its number in the program
   * @return float32, tensor after tensor
   */
  public MemorySegment arrayState(int index) {
    return (MemorySegment) states.get(index);
  }

  /**
   * A state of one number, or of one for each tensor.
   *
   * @param index its number in the program
   * @return the numbers; a single one is the first
   */
  public double[] smallState(int index) {
    return (double[]) states.get(index);
  }
}
