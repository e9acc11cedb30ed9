package gradus.interpreter;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import gradus.grammar.Shapes;
import gradus.interpreter.training.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays of any language as tensors, nested as their shapes say.
 *
 * @param arrays one for each tensor
 */
record ForeignTensors(List<Object> arrays) implements Tensors {
  private static final InteropLibrary INTEROP = InteropLibrary.getUncached();
  private static final int DEEPEST = 16;

  /**
   * An array of numbers is one tensor; in an array of arrays each is one. Java's {@code float[]}
   * and {@code float[][]} need no access to the host.
   */
  static Tensors of(Object value) throws UnsupportedTypeException {
    TruffleLanguage.Env environment = GradusLanguage.environment();
    if (environment.isHostObject(value)) {
      switch (environment.asHostObject(value)) {
        case float[] array -> {
          return Tensors.of(array);
        }
        case float[][] tensors -> {
          return Tensors.of(tensors);
        }
        default -> {
          // an array of another type, perhaps
        }
      }
    }
    if (!INTEROP.hasArrayElements(value)) {
      throw unsupported(value, "an array of numbers, or of one array for each tensor");
    }
    List<Object> elements = elements(value);
    boolean several = !elements.isEmpty() && INTEROP.hasArrayElements(elements.getFirst());
    return new ForeignTensors(several ? elements : List.of(value));
  }

  /** The shapes in an array with the extents of each tensor. */
  static Shapes shapes(Object value) throws UnsupportedTypeException {
    if (!INTEROP.hasArrayElements(value)) {
      throw unsupported(value, "an array with the shape of each tensor");
    }
    List<List<Integer>> shapes = new ArrayList<>();
    for (Object tensor : elements(value)) {
      if (!INTEROP.hasArrayElements(tensor)) {
        throw unsupported(tensor, "the extents of a tensor");
      }
      List<Integer> extents = new ArrayList<>();
      for (Object extent : elements(tensor)) {
        extents.add((int) number(extent));
      }
      shapes.add(extents);
    }
    return new Shapes(shapes);
  }

  static double number(Object value) throws UnsupportedTypeException {
    try {
      return INTEROP.asDouble(value);
    } catch (InteropException e) {
      throw unsupported(value, "a number");
    }
  }

  private static UnsupportedTypeException unsupported(Object value, String allowed) {
    return UnsupportedTypeException.create(new Object[] {value}, allowed);
  }

  private static List<Object> elements(Object array) {
    try {
      List<Object> elements = new ArrayList<>();
      for (long i = 0; i < INTEROP.getArraySize(array); i++) {
        elements.add(INTEROP.readArrayElement(array, i));
      }
      return elements;
    } catch (InteropException e) {
      throw new IllegalArgumentException("array: found one that cannot be read", e);
    }
  }

  @Override
  public Shapes shapes() {
    return new Shapes(arrays.stream().map(array -> shape(array, DEEPEST)).toList());
  }

  private static List<Integer> shape(Object array, int deepest) {
    List<Integer> shape = new ArrayList<>();
    Object inner = array;
    while (INTEROP.hasArrayElements(inner) && shape.size() < deepest) {
      List<Object> elements = elements(inner);
      shape.add(elements.size());
      if (elements.isEmpty()) {
        break;
      }
      inner = elements.getFirst();
    }
    return shape;
  }

  @Override
  public boolean fit(Shapes model) {
    return shapes().dimensions().equals(model.dimensions());
  }

  @Override
  public void read(int tensor, float[] target, int at) {
    int end = read(arrays.get(tensor), target, at);
    expect(end - at, tensor);
  }

  private void expect(int found, int tensor) {
    int size = shapes().dimensions().get(tensor).stream().reduce(1, Math::multiplyExact);
    if (found != size) {
      throw new IllegalArgumentException(
          "tensor %d: found %d numbers; allowed: %d, as its shape says"
              .formatted(tensor, found, size));
    }
  }

  /** Reads numbers of arrays in arrays; gives the index after the last. */
  private static int read(Object value, float[] target, int at) {
    if (INTEROP.hasArrayElements(value)) {
      int end = at;
      for (Object element : elements(value)) {
        end = read(element, target, end);
      }
      return end;
    }
    try {
      if (at < target.length) {
        target[at] = (float) INTEROP.asDouble(value);
      }
      return at + 1;
    } catch (InteropException e) {
      throw new IllegalArgumentException("element: found no number; allowed: a number", e);
    }
  }

  @Override
  public void write(float[] source, int at, int tensor) {
    write(source, at, arrays.get(tensor));
  }

  private static int write(float[] source, int at, Object array) {
    try {
      int end = at;
      for (long i = 0; i < INTEROP.getArraySize(array); i++) {
        Object element = INTEROP.readArrayElement(array, i);
        if (INTEROP.hasArrayElements(element)) {
          end = write(source, end, element);
        } else {
          INTEROP.writeArrayElement(array, i, (double) source[end++]);
        }
      }
      return end;
    } catch (InteropException e) {
      throw new IllegalArgumentException("weights: found an array that cannot be written", e);
    }
  }
}
