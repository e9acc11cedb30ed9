package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value as tools see it: something with named parts that can be opened, and one line that sums it
 * up. A value of the model has its tensors as parts, a tensor its statistics and elements.
 */
@ExportLibrary(InteropLibrary.class)
final class Display implements TruffleObject {
  private final String text;
  private final Map<String, Object> parts;

  private Display(String text, Map<String, Object> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** What lies at a place now. */
  static Object of(Operand place, Memory memory) {
    return switch (place.kind()) {
      case NUMBER -> place.number(memory);
      case LEAF -> leaf(place, memory);
      default -> arrays(place, memory);
    };
  }

  private static Display leaf(Operand place, Memory memory) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (int t = 0; t < memory.shapes().tensors(); t++) {
      parts.put(memory.shapes().names().get(t), place.scalar(memory, t));
    }
    return new Display("leaf " + parts, parts);
  }

  private static Display arrays(Operand place, Memory memory) {
    Map<String, Object> parts = new LinkedHashMap<>();
    Shapes shapes = memory.shapes();
    Statistics all = new Statistics();
    for (int t = 0; t < shapes.tensors(); t++) {
      if (place.kind().isForMatrices() && !shapes.isMatrix(t)) {
        continue;
      }
      float[] elements =
          java.util.Arrays.copyOfRange(
              place.elements(memory),
              memory.sliceFrom(place.kind(), t),
              memory.sliceTo(place.kind(), t));
      List<Integer> shape =
          place.kind() == Kind.TENSOR
              ? shapes.dimensions().get(t)
              : List.of(shapes.rows(place.kind(), t), shapes.columns(place.kind(), t));
      Statistics statistics = new Statistics();
      statistics.add(elements);
      all.add(elements);
      parts.put(shapes.names().get(t), tensor(shape, statistics, elements));
    }
    return new Display(place.kind() + " " + all, parts);
  }

  private static Display tensor(List<Integer> shape, Statistics statistics, float[] elements) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("shape", shape.toString());
    parts.put("min", statistics.min);
    parts.put("mean", statistics.mean());
    parts.put("max", statistics.max);
    parts.put("norm", statistics.norm());
    parts.put("elements", Listing.of(elements, shape));
    return new Display(shape + " " + statistics, parts);
  }

  /** What is told of many numbers. */
  private static final class Statistics {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double squares;
    private int count;

    void add(float[] elements) {
      for (float x : elements) {
        min = Math.min(min, x);
        max = Math.max(max, x);
        sum += x;
        squares += (double) x * x;
      }
      count += elements.length;
    }

    double mean() {
      return sum / count;
    }

    double norm() {
      return Math.sqrt(squares);
    }

    @Override
    public String toString() {
      String format = "min %.4g, mean %.4g, max %.4g, norm %.4g";
      return String.format(Locale.ROOT, format, min, mean(), max, norm());
    }
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object getMembers(boolean internal) {
    return new Listing(List.copyOf(parts.keySet()));
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberReadable(String member) {
    return parts.containsKey(member);
  }

  @ExportMessage
  @TruffleBoundary
  Object readMember(String member) throws UnknownIdentifierException {
    Object part = parts.get(member);
    if (part == null) {
      throw UnknownIdentifierException.create(member);
    }
    return part;
  }

  @ExportMessage
  Object toDisplayString(boolean sideEffects) {
    return text;
  }
}
