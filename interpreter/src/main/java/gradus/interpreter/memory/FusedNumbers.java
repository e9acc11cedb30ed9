package gradus.interpreter.memory;

import gradus.grammar.Definition;
import gradus.grammar.Definition.DoubleTernary;
import gradus.interpreter.memory.HiddenClass.Constants;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Writes one method for many calls on single numbers, as {@link FusedLoops} does for arrays. */
public final class FusedNumbers {
  /** Computes numbers. */
  public interface Numbers {
    /**
     * Does all calls, in order.
     *
     * @param numbers where arguments are found, and where the results go
     */
    void apply(double[] numbers);
  }

  /** An argument of a call. */
  public sealed interface Source {
    /**
     * One of the numbers.
     *
     * @param index its number
     */
    record Place(int index) implements Source {}

    /**
     * A constant.
     *
     * @param value the number
     */
    record Literal(double value) implements Source {}
  }

  /**
   * A call of an elementwise function.
   *
   * @param function unary, binary or ternary
   * @param arguments as many as it takes
   * @param target where the result goes
   */
  public record Call(Definition function, List<Source> arguments, int target) {}

  private FusedNumbers() {}

  /**
   * Makes the method.
   *
   * @param calls in order
   * @return the method
   */
  public static Numbers of(List<Call> calls) {
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_double.arrayType());
    return HiddenClass.of(
        Numbers.class, type, (code, constants) -> new Body(code, constants).write(calls));
  }

  private static final class Body {
    private final CodeBuilder code;
    private final Constants constants;
    private final Map<Integer, Integer> results = new HashMap<>();

    Body(CodeBuilder code, Constants constants) {
      this.code = code;
      this.constants = constants;
    }

    void write(List<Call> calls) {
      for (Call call : calls) {
        switch (call.function()) {
          case Definition.Unary f -> call(f.exact(), DoubleUnaryOperator.class, call);
          case Definition.Binary f -> call(f.exact(), DoubleBinaryOperator.class, call);
          case Definition.Ternary f -> call(f.exact(), DoubleTernary.class, call);
          default -> throw new IllegalArgumentException("not elementwise: " + call.function());
        }
        int result = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(result);
        code.aload(code.parameterSlot(0)).loadConstant(call.target()).dload(result).dastore();
        results.put(call.target(), result);
      }
      code.return_();
    }

    private void call(Object function, Class<?> type, Call call) {
      constants.load(code, function, type);
      for (Source argument : call.arguments()) {
        switch (argument) {
          case Source.Literal literal -> code.loadConstant(literal.value());
          case Source.Place place when results.containsKey(place.index()) ->
              code.dload(results.get(place.index()));
          case Source.Place place ->
              code.aload(code.parameterSlot(0)).loadConstant(place.index()).daload();
        }
      }
      constants.invoke(
          code,
          type,
          "applyAsDouble",
          MethodTypeDesc.of(
              ConstantDescs.CD_double,
              Collections.nCopies(call.arguments().size(), ConstantDescs.CD_double)));
    }
  }
}
