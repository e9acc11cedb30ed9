package gradus.interpreter.memory;

import gradus.grammar.Kind;

/**
 * Room for the values of a program while it runs: numbers in double, arrays in single precision.
 */
public final class WorkSpace {
  private final int tensors;
  private final float[][][] arrays = new float[Kind.values().length][0][];
  private double[][] leaves = new double[0][];
  private double[] numbers = new double[0];
  private float[][] operands = new float[0][];
  private float[] scalars = new float[0];
  private Object owner;

  WorkSpace(int tensors) {
    this.tensors = tensors;
  }

  /**
   * Whether what lies here was left by somebody.
   *
   * @param one who asks
   * @return true if nobody else was given the space since
   */
  public boolean isOf(Object one) {
    return owner == one;
  }

  /**
   * Gives the space to somebody.
   *
   * @param one who works in it from now on; null for nobody
   */
  public void give(Object one) {
    owner = one;
  }

  /**
   * Makes room for numbers and for values of one number for each tensor.
   *
   * @param single how many numbers
   * @param perTensor how many leaves
   */
  public void reserve(int single, int perTensor) {
    if (numbers.length < single) {
      numbers = new double[single];
    }
    if (leaves.length < perTensor) {
      leaves = new double[perTensor][tensors];
    }
  }

  /**
   * Makes room for arrays.
   *
   * @param kind their kind
   * @param count how many
   * @param length the number of elements of each
   */
  public void reserve(Kind kind, int count, int length) {
    float[][] before = arrays[kind.ordinal()];
    if (before.length < count || (count > 0 && before[0].length < length)) {
      int longest = Math.max(length, before.length == 0 ? 0 : before[0].length);
      arrays[kind.ordinal()] = new float[Math.max(count, before.length)][longest];
    }
  }

  /**
   * The elements of a value, tensor after tensor.
   *
   * @param kind its kind
   * @param index which of that kind
   * @return the elements; of a tensor those that the window shows
   */
  public float[] array(Kind kind, int index) {
    return arrays[kind.ordinal()][index];
  }

  /**
   * Where a loop lists the arrays that it works on, until it is done.
   *
   * @param count how many
   * @return a list at least so long, the same for all loops
   */
  public float[][] operands(int count) {
    if (operands.length < count) {
      operands = new float[count][];
    }
    return operands;
  }

  /**
   * Where a loop lists its scalars, until it is done.
   *
   * @param count how many
   * @return a list at least so long, the same for all loops
   */
  public float[] scalars(int count) {
    if (scalars.length < count) {
      scalars = new float[count];
    }
    return scalars;
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
}
