package gradus.interpreter.memory;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/** What a hidden class was given when it was defined. */
final class ClassData {
  private ClassData() {}

  @SuppressWarnings("unchecked")
  static <T> T of(MethodHandles.Lookup lookup) {
    try {
      return (T) MethodHandles.classData(lookup, ConstantDescs.DEFAULT_NAME, Object.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
