package gradus.interpreter.memory;

import gradus.grammar.Definition;
import gradus.interpreter.memory.HiddenClass.Constants;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one loop for many elementwise calls, so that what lies between them stays in registers.
 *
 * <p>Each loop is a class whose functions are constants: the virtual machine inlines the rows of
 * the table into it and vectorises it, as it does with {@link Loops}.
 */
public final class FusedLoops {
  /** A loop over arrays of one length. */
  public interface Loop {
    /**
     * Does what the recipe says, for each index.
     *
     * @param arrays what is read and written, all at the same index
     * @param scalars what is the same at each index
     * @param from the first index
     * @param to the index after the last
     */
    void apply(float[][] arrays, float[] scalars, int from, int to);
  }

  /** An argument of a call, or what is stored. */
  public sealed interface Source {
    /**
     * The element of an array, as it was before the loop.
     *
     * @param array its number
     */
    record Element(int array) implements Source {}

    /**
     * A number that is the same at each index.
     *
     * @param index its number
     */
    record Scalar(int index) implements Source {}

    /**
     * A constant.
     *
     * @param value the number
     */
    record Literal(float value) implements Source {}

    /**
     * The result of an earlier call.
     *
     * @param call its number
     */
    record Result(int call) implements Source {}
  }

  /**
   * A call of an elementwise function.
   *
   * @param function unary, binary or ternary
   * @param arguments as many as it takes
   */
  public record Call(Definition function, List<Source> arguments) {}

  /**
   * What goes into an array.
   *
   * @param value the new element
   * @param array the number of the array
   */
  public record Store(Source value, int array) {}

  /**
   * What a loop does.
   *
   * @param arrays how many arrays it is given
   * @param scalars how many scalars it is given
   * @param calls in order
   * @param stores when all calls are done
   */
  public record Recipe(int arrays, int scalars, List<Call> calls, List<Store> stores) {}

  private static final ClassDesc FLOATS = ConstantDescs.CD_float.arrayType();
  private static final MethodTypeDesc APPLY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          FLOATS.arrayType(),
          FLOATS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  /** So many programs that want a loop make it worth to be compiled. */
  private static final int COMMON = 32;

  /** Loops by recipe. Many programs have some in common, and some are trained more than once. */
  private static final Map<Recipe, Wanted> LOOPS = new Lru();

  private FusedLoops() {}

  /**
   * The loop of a recipe.
   *
   * @param recipe what it does
   * @return the loop
   */
  public static Loop of(Recipe recipe) {
    synchronized (LOOPS) {
      Wanted wanted = LOOPS.computeIfAbsent(recipe, absent -> new Wanted());
      wanted.loop = wanted.loop == null ? make(recipe) : wanted.loop;
      return wanted.loop;
    }
  }

  /**
   * The loop of a recipe that many programs want.
   *
   * @param recipe what it does
   * @return the loop; nothing as long as few programs wanted it, since it must be compiled first
   */
  public static Optional<Loop> common(Recipe recipe) {
    synchronized (LOOPS) {
      Wanted wanted = LOOPS.computeIfAbsent(recipe, absent -> new Wanted());
      return wanted.loop != null || ++wanted.times > COMMON
          ? Optional.of(of(recipe))
          : Optional.empty();
    }
  }

  /** How often a loop was wanted. */
  private static final class Wanted {
    private int times;
    private Loop loop;
  }

  /** Drops what was not wanted for the longest time. */
  private static final class Lru extends LinkedHashMap<Recipe, Wanted> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 1024;

    Lru() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Recipe, Wanted> eldest) {
      return size() > MOST;
    }
  }

  private static Loop make(Recipe recipe) {
    return HiddenClass.of(
        Loop.class, APPLY, (code, constants) -> new Body(recipe, constants, code).write());
  }

  /** The method of one loop. */
  private static final class Body {
    private final Recipe recipe;
    private final Constants constants;
    private final CodeBuilder code;
    private final int[] arrays;
    private final int[] scalars;
    private final int[] elements;
    private final int[] results;

    Body(Recipe recipe, Constants constants, CodeBuilder code) {
      this.recipe = recipe;
      this.constants = constants;
      this.code = code;
      arrays = new int[recipe.arrays()];
      scalars = new int[recipe.scalars()];
      elements = new int[arrays.length];
      results = new int[recipe.calls().size()];
    }

    void write() {
      // As part of its caller the loop would not be vectorised: 2.0 to 3.6 ns per weight instead of
      // 0.2 were seen. The virtual machine does not inline what is longer than FreqInlineSize, 325.
      for (int i = 0; i < 326; i++) {
        code.nop();
      }
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(code.parameterSlot(0)).loadConstant(i).aaload().astore(arrays[i]);
      }
      for (int i = 0; i < scalars.length; i++) {
        scalars[i] = code.allocateLocal(TypeKind.FLOAT);
        code.aload(code.parameterSlot(1)).loadConstant(i).faload().fstore(scalars[i]);
      }
      int index = code.parameterSlot(2);
      Label next = code.newBoundLabel();
      Label end = code.newLabel();
      code.iload(index).iload(code.parameterSlot(3)).if_icmpge(end);
      // Elements are read before anything is stored, since a result may go where an element was.
      for (int i = 0; i < arrays.length; i++) {
        if (isRead(i)) {
          elements[i] = code.allocateLocal(TypeKind.FLOAT);
          code.aload(arrays[i]).iload(index).faload().fstore(elements[i]);
        }
      }
      for (int i = 0; i < results.length; i++) {
        results[i] = code.allocateLocal(TypeKind.FLOAT);
        call(recipe.calls().get(i));
        code.fstore(results[i]);
      }
      for (Store store : recipe.stores()) {
        code.aload(arrays[store.array()]).iload(index);
        load(store.value());
        code.fastore();
      }
      code.iinc(index, 1).goto_(next).labelBinding(end).return_();
    }

    private boolean isRead(int array) {
      Source element = new Source.Element(array);
      return recipe.calls().stream().anyMatch(call -> call.arguments().contains(element))
          || recipe.stores().stream().anyMatch(store -> store.value().equals(element));
    }

    private void call(Call call) {
      switch (call.function()) {
        case Definition.Unary f -> call(f.fast(), Definition.FloatUnary.class, call.arguments());
        case Definition.Binary f -> call(f.fast(), Definition.FloatBinary.class, call.arguments());
        case Definition.Ternary f ->
            call(f.fast(), Definition.FloatTernary.class, call.arguments());
        default -> throw new IllegalArgumentException("not elementwise: " + call.function());
      }
    }

    private void call(Object function, Class<?> type, List<Source> arguments) {
      constants.load(code, function, type);
      arguments.forEach(this::load);
      List<ClassDesc> floats = Collections.nCopies(arguments.size(), ConstantDescs.CD_float);
      constants.invoke(code, type, "apply", MethodTypeDesc.of(ConstantDescs.CD_float, floats));
    }

    private void load(Source source) {
      switch (source) {
        case Source.Element element -> code.fload(elements[element.array()]);
        case Source.Scalar scalar -> code.fload(scalars[scalar.index()]);
        case Source.Literal literal -> code.loadConstant(literal.value());
        case Source.Result result -> code.fload(results[result.call()]);
      }
    }
  }
}
