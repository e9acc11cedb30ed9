package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function on floats is, to the bit, the one on doubles, rounded. */
class SingleTest {

  /** A prime, so that all exponents and fractions of all lengths are met. */
  private static final int STRIDE = 2003;

  private static final List<Float> CORNERS =
      List.of(
          0f,
          -0f,
          1f,
          -1f,
          Float.MIN_VALUE,
          -Float.MIN_VALUE,
          Float.MIN_NORMAL,
          Float.MAX_VALUE,
          -Float.MAX_VALUE,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          Float.NaN);

  private static Stream<Arguments> all(Class<? extends Definition> kind) {
    return Functions.standard().all().stream()
        .filter(function -> kind.isInstance(function.definition()))
        .map(function -> Arguments.of(function.name(), function.definition()));
  }

  static Stream<Arguments> unary() {
    return all(Definition.Unary.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void unary(String name, Definition.Unary function) {
    Map<Float, Float> wrong = new HashMap<>();
    CORNERS.forEach(x -> compare(function, x, wrong));
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      compare(function, Float.intBitsToFloat((int) bits), wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void compare(Definition.Unary function, float x, Map<Float, Float> wrong) {
    DoubleUnaryOperator exact = function.exact();
    float fast = function.fast().apply(x);
    if (Float.compare(fast, (float) exact.applyAsDouble(x)) != 0) {
      wrong.put(x, fast);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void binary(String name, Definition.Binary function) {
    Map<List<Float>, Float> wrong = new HashMap<>();
    CORNERS.forEach(x -> CORNERS.forEach(y -> compare(function, x, y, wrong)));
    CORNERS.forEach(x -> List.of(0.5f, 2f).forEach(y -> compare(function, x, y, wrong)));
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      float y = Float.intBitsToFloat(random.nextInt());
      compare(function, x, y, wrong);
      compare(function, Math.abs((float) random.nextGaussian()), y, wrong);
      compare(function, x, (float) random.nextGaussian(), wrong);
      compare(function, x, random.nextInt(-4, 5) / 2f, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  static Stream<Arguments> binary() {
    return all(Definition.Binary.class);
  }

  private static void compare(
      Definition.Binary function, float x, float y, Map<List<Float>, Float> wrong) {
    DoubleBinaryOperator exact = function.exact();
    float fast = function.fast().apply(x, y);
    if (Float.compare(fast, (float) exact.applyAsDouble(x, y)) != 0) {
      wrong.put(List.of(x, y), fast);
    }
  }
}
