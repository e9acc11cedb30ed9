package gradus.interpreter.memory;

import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Flat float32 memory that ND4J owns and that we see without a copy.
 *
 * @param array the ND4J array, of rank 1
 * @param segment the same memory; valid as long as this object is reachable
 */
public record FlatArray(INDArray array, MemorySegment segment) {
  /**
   * Memory filled with zeros.
   *
   * @param length the number of floats
   * @return the memory
   */
  public static FlatArray zeros(int length) {
    // ND4J has no arrays without elements.
    INDArray array = Nd4j.zeros(DataType.FLOAT, Math.max(1, length));
    return new FlatArray(array, view(array).asSlice(0, 4L * length));
  }

  private static MemorySegment view(INDArray array) {
    long address = array.data().address() + 4 * array.offset();
    return MemorySegment.ofAddress(address).reinterpret(4 * array.length());
  }
}
