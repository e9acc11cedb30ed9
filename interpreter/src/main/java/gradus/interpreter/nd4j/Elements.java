package gradus.interpreter.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The elements of ND4J arrays in single precision, row after row whatever their order in memory.
 */
public final class Elements {
  private Elements() {}

  /**
   * Reads all elements.
   *
   * @param source any array of numbers
   * @param target takes them
   * @param at where the first one goes
   */
  public static void read(INDArray source, float[] target, int at) {
    int length = Math.toIntExact(source.length());
    if (length == 0) {
      return;
    }
    if (isPlain(source)) {
      MemorySegment.copy(memory(source), JAVA_FLOAT, 0, target, at, length);
    } else {
      float[] copy = source.castTo(DataType.FLOAT).dup('c').data().asFloat();
      System.arraycopy(copy, 0, target, at, length);
    }
  }

  /**
   * Writes all elements.
   *
   * @param source holds them
   * @param at where the first one is
   * @param target takes them
   */
  public static void write(float[] source, int at, INDArray target) {
    int length = Math.toIntExact(target.length());
    if (length == 0) {
      return;
    }
    if (isPlain(target)) {
      MemorySegment.copy(source, at, memory(target), JAVA_FLOAT, 0, length);
    } else {
      float[] part = Arrays.copyOfRange(source, at, at + length);
      target.assign(Nd4j.createFromArray(part).reshape('c', target.shape()));
    }
  }

  /**
   * The extents of an array.
   *
   * @param array any array
   * @return as many as it has dimensions
   * @throws ArithmeticException if one does not fit an int
   */
  public static List<Integer> shape(INDArray array) {
    return Arrays.stream(array.shape()).mapToObj(Math::toIntExact).toList();
  }

  /** Whether they lie in memory of the host, in single precision and row after row. */
  private static boolean isPlain(INDArray array) {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
        && array.dataType() == DataType.FLOAT
        && array.ordering() == 'c'
        && Shape.hasDefaultStridesForShape(array);
  }

  private static MemorySegment memory(INDArray array) {
    return MemorySegment.ofAddress(array.data().address())
        .reinterpret(array.length() * Float.BYTES);
  }
}
