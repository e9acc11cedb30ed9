package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.ArrayList;
import java.util.List;

/** A list as tools see it: of names, of numbers, or of lists. */
@ExportLibrary(InteropLibrary.class)
public final class Listing implements TruffleObject {
  private final List<?> list;

  /**
   * A list.
   *
   * @param list names, numbers or lists
   */
  public Listing(List<?> list) {
    this.list = list;
  }

  /** Numbers, nested as their shape says. */
  static Listing of(float[] elements, List<Integer> shape) {
    List<Object> list = new ArrayList<>();
    int step = shape.isEmpty() || shape.getFirst() == 0 ? 1 : elements.length / shape.getFirst();
    if (shape.size() < 2) {
      for (float element : elements) {
        list.add((double) element);
      }
    } else if (elements.length > 0) {
      for (int from = 0; from < elements.length; from += step) {
        float[] part = java.util.Arrays.copyOfRange(elements, from, from + step);
        list.add(of(part, shape.subList(1, shape.size())));
      }
    }
    return new Listing(list);
  }

  @ExportMessage
  boolean hasArrayElements() {
    return true;
  }

  @ExportMessage
  long getArraySize() {
    return list.size();
  }

  @ExportMessage
  boolean isArrayElementReadable(long index) {
    return index >= 0 && index < list.size();
  }

  @ExportMessage
  @TruffleBoundary
  Object readArrayElement(long index) throws InvalidArrayIndexException {
    if (!isArrayElementReadable(index)) {
      throw InvalidArrayIndexException.create(index);
    }
    return list.get((int) index);
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(boolean sideEffects) {
    return list.size() + " elements";
  }
}
