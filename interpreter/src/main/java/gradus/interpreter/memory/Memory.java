package gradus.interpreter.memory;

import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps of one training work on: weights and gradients where the trainer has them, the
 * state, and work space. It serves one thread, and one training after another.
 */
public final class Memory implements AutoCloseable {
  /** A way to run a step without the tree. */
  @FunctionalInterface
  public interface Shortcut {
    /**
     * Runs the step that the memory is prepared for.
     *
     * @param memory the memory
     * @return false if it must be run by the tree
     */
    boolean step(Memory memory);
  }

  /** How many elements a window has, unless a program must see all at once. */
  public static final int WINDOW = 2048;

  /** Models of so many elements are seen at once: their temporaries stay in cache anyway. */
  public static final int SMALL = 8192;

  private final Shapes shapes;
  private final Extents extents;
  private final Window window;
  private final WorkSpace space;
  private final Inputs inputs;
  private final Crew crew;
  private final Map<Kind, Extents> others = new EnumMap<>(Kind.class);
  private double[] hyperparameters = new double[0];
  private Shortcut shortcut = memory -> false;
  private double rate;
  private int step;

  /**
   * Memory for a model.
   *
   * @param shapes its tensors
   * @param crew the threads that work on a step; closed with the memory
   */
  public Memory(Shapes shapes, Crew crew) {
    this.shapes = shapes;
    extents = Extents.of(shapes, Kind.TENSOR);
    window = new Window(extents);
    space = new WorkSpace(shapes.tensors());
    inputs = new Inputs(window, kind -> extents(kind).length(), shapes.tensors());
    this.crew = crew;
  }

  /**
   * Begins a training: step 0, all state zero.
   *
   * @param kinds the kind of each state
   * @param values the hyperparameters, in order
   */
  public void reset(List<Kind> kinds, double[] values) {
    step = 0;
    hyperparameters = values;
    inputs.reset(kinds);
    space.give(null);
    shortcut = memory -> false;
  }

  /**
   * Goes on with a training that was at another step; the state is put into {@link #inputs}.
   *
   * @param number of the step that came last, at least 0
   */
  public void resume(int number) {
    step = number;
  }

  /**
   * Takes a shortcut for the steps to come.
   *
   * @param other the way
   */
  public void take(Shortcut other) {
    shortcut = other;
  }

  /**
   * Runs a step by the shortcut, if there is one.
   *
   * @return false if the step must be run by the tree
   */
  public boolean step() {
    return shortcut.step(this);
  }

  /**
   * Prepares the next step.
   *
   * @param weights of the model's length; changed by the step
   * @param gradients of the model's length
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if there are not as many as the model has
   */
  public void next(float[] weights, float[] gradients, double learningRate) {
    if (weights.length != extents.length() || gradients.length != extents.length()) {
      String found = weights.length + " weights and " + gradients.length + " gradients";
      throw new IllegalArgumentException(found + "; allowed: " + extents.length() + " of each");
    }
    inputs.next(weights, gradients);
    rate = learningRate;
    step++;
  }

  /**
   * Asks for the update itself to be kept, besides the new weights.
   *
   * @param target of the model's length
   */
  public void keepUpdate(float[] target) {
    inputs.keepUpdate(target);
  }

  /**
   * Weights, gradients and states.
   *
   * @return the inputs of the program
   */
  public Inputs inputs() {
    return inputs;
  }

  /**
   * The threads that work on a step.
   *
   * @return the crew
   */
  public Crew crew() {
    return crew;
  }

  /**
   * Copies a buffer to its place in an array, if it is not there already.
   *
   * @param buffer the buffer
   * @param kind what lies there; of tensors the window is copied
   * @param target the array
   */
  public void store(float[] buffer, Kind kind, float[] target) {
    if (buffer != target) {
      int from = kind == Kind.TENSOR ? window.from() : 0;
      System.arraycopy(buffer, 0, target, from, length(kind));
    }
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
  public int number() {
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

  /** Ends the threads. */
  @Override
  public void close() {
    crew.close();
  }
}
