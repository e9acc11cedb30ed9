package gradus.interpreter.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Products of large matrices by the BLAS that ND4J brings, called on our arrays in place: ND4J
 * itself would have them copied there and back.
 */
final class Blas {
  /** Of the C interface to BLAS: row after row, and not transposed. */
  private static final int BY_ROWS = 101;

  private static final int AS_IT_IS = 111;

  /** Nothing where the library does not offer it by this way. */
  private static final Optional<MethodHandle> GEMM = gemm();

  private Blas() {}

  private static Optional<MethodHandle> gemm() {
    MemoryLayout number = ValueLayout.JAVA_INT;
    MemoryLayout scalar = ValueLayout.JAVA_FLOAT;
    MemoryLayout array = ValueLayout.ADDRESS;
    FunctionDescriptor type =
        FunctionDescriptor.ofVoid(
            number, number, number, number, number, number, scalar, array, number, array, number,
            scalar, array, number);
    try {
      Path library = Path.of(Loader.load(openblas_nolapack.class));
      return SymbolLookup.libraryLookup(library, Arena.global())
          .find("cblas_sgemm")
          .map(symbol ->
              Linker.nativeLinker().downcallHandle(symbol, type, Linker.Option.critical(true)));
    } catch (LinkageError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it can be had on this platform. */
  static boolean isThere() {
    return GEMM.isPresent();
  }

  /** As {@link Matrices#multiply}. */
  static void multiply(
      float[] x,
      int xFrom,
      float[] y,
      int yFrom,
      float[] z,
      int zFrom,
      int rows,
      int inner,
      int columns) {
    try {
      GEMM.orElseThrow()
          .invokeExact(
              BY_ROWS,
              AS_IT_IS,
              AS_IT_IS,
              rows,
              columns,
              inner,
              1f,
              at(x, xFrom),
              inner,
              at(y, yFrom),
              columns,
              0f,
              at(z, zFrom),
              columns);
    } catch (Throwable e) {
      throw new IllegalStateException("BLAS failed", e);
    }
  }

  private static MemorySegment at(float[] array, int from) {
    return MemorySegment.ofArray(array).asSlice((long) Float.BYTES * from);
  }
}
