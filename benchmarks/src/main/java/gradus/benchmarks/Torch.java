package gradus.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What libtorch is needed for, where it is to be had. */
final class Torch {
  /** at::_ops::_fused_adamw_::call, which the mapped classes leave out. */
  private static final String FUSED_ADAMW =
      "_ZN2at4_ops13_fused_adamw_4callEN3c108ArrayRefINS_6TensorEEES5_S5_S5_S5_S5_"
          + "dddddbbRKSt8optionalIS4_ES9_";

  /** c10::ArrayRef: where, and how many. */
  private static final MemoryLayout LIST =
      MemoryLayout.structLayout(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);

  private static final String MISSING = load();

  private Torch() {}

  /** Why there is no libtorch, if there is none. */
  static Optional<String> missing() {
    return Optional.ofNullable(MISSING);
  }

  private static String load() {
    try {
      unpack();
      Loader.load(torch.class);
      return null;
    } catch (LinkageError e) {
      return e.toString().lines().findFirst().orElseThrow();
    }
  }

  /**
   * Unpacks the largest library before any is loaded. The first use on a machine would load
   * libtorch.so while the library that it needs is still packed. Where the system has a libtorch of
   * its own, the linker would take that one's, and two of them in one process crash.
   */
  private static void unpack() {
    try {
      Loader.cacheResource("/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libtorch_cpu.so");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many threads operations use from here on. */
  static void threads(int threads) {
    torch.set_num_threads(threads);
  }

  /** A tensor of zeros. */
  static Tensor zeros(long length) {
    return torch.zeros(length);
  }

  /** A tensor of some numbers of an array. */
  static Tensor tensor(float[] values, int from, int count) {
    Tensor tensor = zeros(count);
    MemorySegment.copy(values, from, memory(tensor), ValueLayout.JAVA_FLOAT, 0, count);
    return tensor;
  }

  /** The memory of a tensor; valid as long as the tensor is. */
  static MemorySegment memory(Tensor tensor) {
    return MemorySegment.ofAddress(tensor.data_ptr().address())
        .reinterpret(Float.BYTES * tensor.numel());
  }

  /** A list of tensors, which it borrows. */
  static MemorySegment list(List<Tensor> tensors, Arena arena) {
    MemorySegment elements = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, tensors.size()));
    for (int i = 0; i < tensors.size(); i++) {
      // A tensor is nothing but a counted pointer.
      long pointer =
          MemorySegment.ofAddress(tensors.get(i).address())
              .reinterpret(Long.BYTES)
              .get(ValueLayout.JAVA_LONG, 0);
      elements.setAtIndex(ValueLayout.JAVA_LONG, i, pointer);
    }
    MemorySegment list = arena.allocate(LIST);
    list.set(ValueLayout.ADDRESS, 0, elements);
    list.set(ValueLayout.JAVA_LONG, Long.BYTES, tensors.size());
    return list;
  }

  /** The fused step of AdamW, with the arguments of the C++ function. */
  static MethodHandle fusedAdamw() {
    MemorySegment symbol =
        SymbolLookup.libraryLookup(library(), Arena.global()).findOrThrow(FUSED_ADAMW);
    return Linker.nativeLinker()
        .downcallHandle(
            symbol,
            FunctionDescriptor.ofVoid(
                LIST,
                LIST,
                LIST,
                LIST,
                LIST,
                LIST,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.JAVA_BOOLEAN,
                ValueLayout.JAVA_BOOLEAN,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS));
  }

  /** The library that this process has loaded already, so that the lookup loads no second one. */
  private static Path library() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.endsWith("/libtorch_cpu.so"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
