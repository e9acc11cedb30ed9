package gradus.interpreter.memory;

/**
 * The stretch of flat memory that a step looks at, short enough for its temporaries to stay in the
 * processor's cache. Buffers of tensors hold the elements of the window only; index 0 is the first
 * element of the window.
 */
public final class Window {
  private final Extents extents;
  private int from;
  private int to;
  private int firstTensor;
  private int lastTensor;

  Window(Extents extents) {
    this.extents = extents;
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
   * Whether it shows the whole model.
   *
   * @return true if indices of buffers are indices of the model
   */
  public boolean showsAll() {
    return from == 0 && to == extents.length();
  }

  /**
   * The first element of the window.
   *
   * @return its index in the model
   */
  public int from() {
    return from;
  }

  /**
   * How many elements the window has.
   *
   * @return the length of what buffers of tensors hold
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
